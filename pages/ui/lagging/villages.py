"""The villages of the list, as every page that names lagging villages shows them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from metrics import lag
from metrics.bridge_lines import last_closed_year
from pages.ui import formats, layout, load, names
from pages.ui.columns import Column
from pages.ui.kept import kept
from pages.ui.messages import t

REASONS = (
    *("overdue", "report_missing", "stalled", "needs_speed"),
    *("criterion_missing", "works_late", "low_against_peers", "few_and_hard"),
)

WORDS = (*("county", "place", "flag_word", "reason_words", "needed", "recent", "kind", "mark"),)


@kept
def ranked(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.lag.lagging` for the whole city."""
    return lag.lagging(
        load.areas(as_of=as_of),
        load.actuals(as_of=as_of, level="village", indicators=lag.VILLAGE_INDICATORS),
        load.series(indicators=lag.SERIES_INDICATORS, level="village", through=as_of),
        load.targets(as_of=as_of),
        load.plans(),
        load.still_poor(year=last_closed_year(as_of)),
        as_of=as_of,
    )


def villages(*, as_of: date) -> pl.DataFrame:
    """Every village with a task, the ones that lag first, with its words.

    The whole city is loaded, whatever is shown: a village is compared with its peers elsewhere.

    Returns:
        The columns of `metrics.lag.lagging`, ``reasons`` with overdue ones first, and as text:
        county (in the reader's language), place (county and township), flag_word (empty:
        doesn't lag), reason_words, needed and recent (paces a month), kind (poor or ordinary
        village), mark (few people: read with care; else empty).
    """
    rows = ranked(as_of=as_of)
    is_overdue = pl.col("flag").is_not_null() & pl.col("is_overdue")
    overdue = pl.concat_list(pl.lit("overdue"), "reasons")
    rows = rows.with_columns(reasons=pl.when(is_overdue).then(overdue).otherwise("reasons"))
    counties = load.areas(as_of=as_of).filter(pl.col("area_level") == "county")
    named = {row["area_code"]: names.short(row) for row in counties.iter_rows(named=True)}
    words = [_words(row, named) for row in rows.iter_rows(named=True)]
    return rows.hstack(pl.DataFrame(words, schema=dict.fromkeys(WORDS, pl.String)))


def flagged(rows: pl.DataFrame) -> pl.DataFrame:
    """The villages that lag, numbered in their order: ``number``, as text."""
    lagging = rows.filter(pl.col("flag").is_not_null())
    return lagging.with_row_index("number", offset=1).with_columns(
        pl.col("number").cast(pl.String)
    )


def alone(rows: pl.DataFrame, code: str) -> pl.DataFrame:
    """One village as a list of its own, with its number in the whole list if it lags."""
    numbers = flagged(rows).select("area_code", "number")
    own = rows.filter(pl.col("area_code") == code)
    return own.join(numbers, on="area_code", how="left").with_columns(
        pl.col("number").fill_null("")
    )


def columns(*, with_county: bool) -> list[Column]:
    """Columns of the list, fewer on paper; ``with_county`` names the county as well."""
    place = "place" if with_county else "township_name"
    first = [
        Column("number", t("lagging.number"), "figure"),
        Column("area_name", t("lagging.village")),
        Column(place, t("lagging.place"), width=118),
        Column("people_short", t("lagging.short"), "number", help=t("lagging.short_help")),
        Column("remaining_people", t("lagging.remaining"), "number"),
        Column("reason_words", t("lagging.reasons"), width=260),
        Column("flag_word", t("lagging.flag"), help=t("lagging.flag_help")),
    ]
    if layout.is_print():
        return first
    return [
        *first,
        Column("light", t("frame.light"), "light", help=t("lagging.light_help")),
        Column("planned_value", t("lagging.planned"), "number"),
        Column("actual_value", t("lagging.actual"), "number"),
        Column("needed", t("lagging.needed"), "figure"),
        Column("recent", t("lagging.recent"), "figure"),
        Column("kind", t("lagging.kind")),
        Column("mark", t("lagging.mark")),
    ]


def reasons(row: Mapping[str, Any]) -> Sequence[str]:
    """Why a village lags, in words with their figures."""
    return [_reason(code, row) for code in row["reasons"]]


def _reason(code: str, row: Mapping[str, Any]) -> str:
    if code == "stalled":
        return t("lagging.stalled", count=formats.number(row["stalled_months"]))
    if code == "criterion_missing":
        missing = [t(f"criterion.{indicator}") for indicator in row["missing_criteria"]]
        return t("lagging.missing", names=t("frame.comma").join(missing))
    return t(f"reason.{code}")


def _words(row: Mapping[str, Any], counties: Mapping[str, str]) -> dict[str, str]:
    county = counties[row["county_code"]]
    township = row["township_name"]
    return {
        "county": county,
        "place": t("lagging.in_county", county=county, township=township)
        if township
        else county,
        "flag_word": t(f"flag.{row['flag']}") if row["flag"] else "",
        "reason_words": t("lagging.semicolon").join(reasons(row)),
        "needed": t("reason.overdue")
        if "overdue" in row["reasons"]
        else _pace(row["required_pace"]),
        "recent": _pace(row["recent_pace_3"]),
        "kind": t("lagging.kind_poor" if row["is_poor_village"] else "lagging.kind_ordinary"),
        "mark": t("lagging.small") if row["is_small"] else "",
    }


def _pace(value: float | None) -> str:
    """People a month; nothing where there is too little history to say."""
    return "" if value is None else formats.number(value, 1)
