"""Words of scores and places: bands, rank intervals, and why a county has none."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from data.catalogue import settings
from metrics.score_places import THIRDS
from pages.ui import formats
from pages.ui.messages import t

Row = Mapping[str, Any]
# Colours and signs of the states of a veto are those of the lights.
VETO_LIGHTS = {
    "passed": "green",
    "not_established": "yellow",
    "failed": "red",
    "not_applicable": "grey",
}


def band(row: Row) -> str:
    """``二档``, ``一至二档``; without one why there is none.

    Args:
        row: Row of `metrics.scorecard.scorecard` or of `metrics.score_history.history`.
    """
    if row["band"] is None:
        return why_none(row)
    return t(f"assess.{row['band'].replace('-', '_to_')}")


def why_none(row: Row) -> str:
    """Why a county has no band; for a row without a score why it has none."""
    if row["score"] is None:
        return t("assess.no_score")
    if row["veto_state"] == "failed":
        return t("assess.vetoed")
    return t("assess.too_few", count=formats.number(THIRDS))


def why_no_score(row: Row) -> str:
    """Why a county has no score, with its items; nothing where it has one."""
    if row["score"] is not None:
        return ""
    if not row["due_items"]:
        return t("assess.nothing_due")
    share = formats.rate(settings().scorecard.reported_share, 0)
    due, reported = (formats.number(row[f"{name}_items"]) for name in ("due", "reported"))
    return t("assess.under_reported", due=due, reported=reported, share=share)


def interval(row: Row) -> str:
    """``2—4／12``; one place alone where the order is sure; nothing without a place."""
    if row["rank_low"] is None:
        return ""
    low, high, size = (
        formats.number(row[name]) for name in ("rank_low", "rank_high", "ranked_size")
    )
    if low == high:
        return place(row["rank_low"], row["ranked_size"])
    return t("assess.interval", low=low, high=high, size=size)


def place(rank: int | None, size: int) -> str | None:
    """``2／12``; null without a rank."""
    if rank is None:
        return None
    return t("assess.place", rank=formats.number(rank), size=formats.number(size))


def veto_state(state: str) -> str:
    """The state of a veto with its sign: ``● 达标``."""
    return f"{formats.SHAPES[VETO_LIGHTS[state]]} {t(f'assess.veto_{state}')}"


def veto_short(state: str) -> str:
    """The same where there is little room."""
    if state == "not_applicable":
        return f"{formats.SHAPES['grey']} {t('assess.short_not_applicable')}"
    return veto_state(state)


def of_county(rows: pl.DataFrame, area: str) -> Row:
    """The row of one county."""
    return rows.filter(pl.col("area_code") == area).row(0, named=True)
