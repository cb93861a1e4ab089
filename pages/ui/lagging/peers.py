"""The villages against their peers: the funnel below the list, when it is asked for."""

import polars as pl
import streamlit as st

from data.catalogue import programme
from metrics.funnel import PEERS
from pages.ui import charts, pickers, show
from pages.ui.messages import language, t


def draw(rows: pl.DataFrame) -> None:
    """A switch, and with it the funnel of one group of peers.

    The limits come from all peers in the city, whatever the list was narrowed to.

    Args:
        rows: Result of `villages.villages`, narrowed to what the reader wants to see.
    """
    if not pickers.toggle("funnel", t("lagging.funnel")):
        return
    groups = {
        f"{group}_{step}": (group, step)
        for group, step in rows.select(PEERS)
        .drop_nulls()
        .unique(maintain_order=True)
        .iter_rows()
    }
    if not groups:
        st.info(t("lagging.no_peers"))
        return
    words = {
        code: t(
            "lagging.peers_of",
            group=t(f"lagging.peers_{group}"),
            step=programme().steps[step].name.of(language()),
        )
        for code, (group, step) in groups.items()
    }
    code = pickers.segmented(
        "peers",
        t("lagging.peers"),
        list(groups),
        default=next(iter(groups)),
        format_func=words.__getitem__,
        label_visibility="collapsed",
    )
    group, step = groups[code]
    alike = rows.filter(group=group, step=step).rename({"area_name": "name"})
    show.chart(charts.funnel(alike, palette=show.palette()), key="funnel_chart")
    st.caption(t("lagging.funnel_note"))
