"""Villages and people of the list by kind of village: ordinary ones are never left out."""

from datetime import date

import polars as pl

from metrics.lag_totals import lag_totals
from pages.ui import formats, tables
from pages.ui.columns import Column
from pages.ui.messages import t

COUNTS = (
    *("village_count", "silent_count", "flagged_count", "overdue_count"),
    *("remaining_people", "people_short"),
)


def draw(rows: pl.DataFrame, *, area_name: str, as_of: date, note: str) -> None:
    """Poor villages, ordinary villages, all.

    Args:
        rows: Result of `villages.villages`, narrowed to what the reader wants to see.
        area_name: Name of the chosen area.
        as_of: Month end of the look.
        note: What the list was narrowed to.
    """
    # Whole people first, so that the lines add up to their total.
    kinds = lag_totals(rows).with_columns(pl.col("people_short").round())
    words = {True: t("lagging.kind_poor"), False: t("lagging.kind_ordinary")}
    named = kinds.with_columns(
        kind=pl.col("is_poor_village").replace_strict(words, return_dtype=pl.String)
    )
    tables.show(
        named,
        [
            Column("kind", t("lagging.kind")),
            *(Column(name, t(f"lagging.{name}"), "number") for name in COUNTS),
        ],
        title=tables.heading(
            t("lagging.totals"),
            time=formats.month(as_of),
            scope=area_name,
            unit=t("lagging.totals_unit"),
        ),
        key="lagging_totals",
        total=kinds.select(pl.col(*COUNTS).sum()).row(0, named=True),
        note=carried(rows) + waiting(rows) + note,
        dash_note=False,
    )


def carried(rows: pl.DataFrame) -> str:
    """That villages without a report have a light of their last one; empty if there are none.

    Totals say it, and the map does: both count the same villages.
    """
    count = lag_totals(rows)["carried_count"].sum()
    return t("lagging.carried", count=formats.number(count)) if count else ""


def waiting(rows: pl.DataFrame) -> str:
    """That villages past their date aren't listed where all are ready; empty for none."""
    count = lag_totals(rows)["waiting_count"].sum()
    return t("lagging.waiting", count=formats.number(count)) if count else ""
