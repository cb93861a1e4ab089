"""What a county was told of its assessment, and what it wrote back."""

from datetime import date

import polars as pl
import streamlit as st

from metrics.score_history import replies
from pages.ui import formats, layout, load
from pages.ui.messages import t
from pages.ui.scorecard import filed


@layout.unbroken(graphic=False)
def draw(*, area: str, as_of: date) -> None:
    """The county's written reply with its dates; says so where there is none.

    Args:
        area: Code of a county with a task.
        as_of: Month end of the look.
    """
    st.markdown(f"###### {t('assess.reply')}")
    found = load.notices(as_of=as_of)
    told = replies(found, as_of=as_of).filter(pl.col("area_code") == area)
    if told.is_empty():
        st.info(t("assess.reply_none"))
        return
    row = told.row(0, named=True)
    lines = [t("assess.told", day=formats.day(row["told_on"]))]
    if row["reply"] is None:
        lines.append(t("assess.reply_none"))
    else:
        day = formats.day(row["replied_on"])
        lines.append(t("assess.replied", day=day, reply=row["reply"]))
    if row["promise"] is not None:
        lines.append(t("assess.promise", promise=row["promise"]))
    if row["decision"] is not None:
        day = formats.day(row["decided_on"])
        lines.append(t("assess.decision", day=day, decision=row["decision"]))
    with st.container(border=True, gap="xsmall"):
        for line in lines:
            st.markdown(formats.plain(line))
        keys = ["area_code", "told_on", "document_no"]
        behind = found.filter(pl.col("rule") == "scorecard")
        filed.where_from(
            behind.join(told, on=keys, how="semi", nulls_equal=True), key="reply_source"
        )
