"""Which villages of the list the reader wants to see: choices kept in the URL."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass

import polars as pl
import streamlit as st

from pages.ui import choices, layout, pickers
from pages.ui.lagging.villages import REASONS
from pages.ui.messages import t

ANY = "all"
KINDS = (ANY, "poor", "ordinary")
# A village that is chosen need not be in the narrowed list.
CLEARED = ("village",)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader narrowed the list to; `ANY` is no narrowing.

    Attributes:
        township: Code of a township of the chosen county.
        reason: Code of a reason.
        kind: ``poor`` or ``ordinary`` villages.
        old_base: Only villages of the old revolutionary base area.
        minority: Only minority villages.
        is_wide: All columns, over the whole width.
    """

    township: str
    reason: str
    kind: str
    old_base: bool
    minority: bool
    is_wide: bool


def wanted(rows: pl.DataFrame, *, is_city: bool) -> Wanted:
    """The choices, the rarer ones behind a button; on paper they hold without widgets.

    Args:
        rows: Result of `villages.villages` for the chosen area.
        is_city: Whether the whole city is chosen; townships are offered inside a county only.
    """
    reasons = {code: t(f"reason.{code}") for code in (ANY, *REASONS)}
    kinds = {code: t(f"lagging.kind_{code}") for code in KINDS}
    # Read for the city too: a name that came into the URL only later would cost a Back.
    township = (
        choices.one("township", [ANY], default=ANY)
        if is_city
        else _one("township", t("lagging.place"), _townships(rows))
    )
    reason = _one("reason", t("lagging.reasons"), reasons)
    with nullcontext() if layout.is_print() else st.popover(t("lagging.more")):
        kind = _one("kind", t("lagging.kind"), kinds)
        old_base, minority, is_wide = (
            pickers.toggle(name, t(f"lagging.{name}"))
            for name in ("old_base", "minority", "wide")
        )
    return Wanted(township, reason, kind, old_base, minority, is_wide)


def narrowed(rows: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    """The villages that fit every choice, in their order."""
    tests = [
        (wanted.township != ANY, pl.col("township_code") == wanted.township),
        (wanted.reason != ANY, pl.col("reasons").list.contains(wanted.reason)),
        (wanted.kind == "poor", pl.col("is_poor_village")),
        (wanted.kind == "ordinary", pl.col("is_poor_village").not_()),
        (wanted.old_base, pl.col("is_old_base_area")),
        (wanted.minority, pl.col("is_minority_village")),
    ]
    return rows.filter(*(test for is_asked, test in tests if is_asked))


def words(rows: pl.DataFrame, wanted: Wanted) -> str:
    """What the list was narrowed to, for the table and its file; empty for no narrowing.

    Args:
        rows: Result of `villages.villages` for the chosen area.
        wanted: The choices.
    """
    said = [
        _townships(rows)[wanted.township] if wanted.township != ANY else "",
        t(f"reason.{wanted.reason}") if wanted.reason != ANY else "",
        t(f"lagging.kind_{wanted.kind}") if wanted.kind != ANY else "",
        t("lagging.old_base") if wanted.old_base else "",
        t("lagging.minority") if wanted.minority else "",
    ]
    parts = t("frame.comma").join(word for word in said if word)
    return t("lagging.narrowed", words=parts) if parts else ""


def _one(name: str, label: str, options: Mapping[str, str]) -> str:
    if layout.is_print():
        return choices.one(name, list(options), default=ANY)
    return pickers.selectbox(
        name,
        label,
        list(options),
        default=ANY,
        format_func=options.__getitem__,
        clears=CLEARED,
        label_visibility="collapsed",
        width=150,
    )


def _townships(rows: pl.DataFrame) -> dict[str, str]:
    known = rows.select("township_code", "township_name").drop_nulls().unique()
    return {ANY: t("lagging.township_all"), **dict(known.sort("township_code").iter_rows())}
