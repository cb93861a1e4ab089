"""The villages of the list with their words, as every page that names lagging villages does."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from metrics import lag
from metrics.bridge_lines import last_closed_year
from pages.ui import formats, load, names
from pages.ui.kept import kept
from pages.ui.messages import language, t

REASONS = (
    *("overdue", "report_missing", "stalled", "criterion_missing"),
    *("works_late", "needs_speed", "low_against_peers", "few_and_hard"),
)
# Signs at a village's name, explained under every table that has them.
POOR_SIGN, SMALL_SIGN = "★", "*"
_WORDS = (*("county", "place", "signed", "flag_word", "reason_words", "kind", "mark", "tip"),)
_SCHEMA = {**dict.fromkeys(_WORDS, pl.String), "chips": pl.List(pl.String)}


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
        The columns of `metrics.lag.lagging`, ``reasons`` with overdue ones first and what can
        be seen on the spot before what is computed, and as text: county (in the reader's
        language), place (county and township), signed (name with its signs), flag_word (empty:
        doesn't lag), reason_words, kind (poor or ordinary village), mark (few people: read with
        care; else empty), tip (for the map); chips (list of short reasons).
    """
    return _worded(as_of=as_of, spoken=language())


@kept
def _worded(*, as_of: date, spoken: str) -> pl.DataFrame:
    """Rows and words in the language of this run, which ``spoken`` names for the keeping."""
    rows = ranked(as_of=as_of)
    is_overdue = pl.col("flag").is_not_null() & pl.col("is_overdue")
    overdue = pl.concat_list(pl.lit("overdue"), "reasons")
    reasons = pl.when(is_overdue).then(overdue).otherwise("reasons")
    in_order = pl.element().cast(pl.Enum(REASONS)).sort().cast(pl.String)
    rows = rows.with_columns(reasons=reasons.list.eval(in_order))
    counties = load.areas(as_of=as_of).filter(pl.col("area_level") == "county")
    named = {row["area_code"]: names.short(row) for row in counties.iter_rows(named=True)}
    words = [_words(row, named) for row in rows.iter_rows(named=True)]
    return rows.hstack(pl.DataFrame(words, schema=_SCHEMA))


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


def chips(row: Mapping[str, Any]) -> list[str]:
    """Why a village lags, in one or two words each; who stands still needs to be no faster."""
    lacks = [t(f"lacking.{indicator}") for indicator in row["missing_criteria"]]
    return [
        t(
            f"chip.{code}",
            count=formats.number(row["stalled_months"]),
            names=t("frame.comma").join(lacks),
        )
        for code in row["reasons"]
        if code != "needs_speed" or "stalled" not in row["reasons"]
    ]


def _words(row: Mapping[str, Any], counties: Mapping[str, str]) -> dict[str, Any]:
    county, township = counties[row["county_code"]], row["township_name"]
    place = t("lagging.in_county", county=county, township=township) if township else county
    poor, small = row["is_poor_village"], row["is_small"]
    return {
        "county": county,
        "place": place,
        "signed": f"{POOR_SIGN * poor}{row['area_name']}{SMALL_SIGN * bool(small)}",
        "flag_word": t(f"flag.{row['flag']}") if row["flag"] else "",
        "reason_words": t("lagging.semicolon").join(reasons(row)),
        "chips": chips(row),
        "kind": t("lagging.kind_poor" if poor else "lagging.kind_ordinary"),
        "mark": t("lagging.small") if small else "",
        "tip": t(
            "lagging.tip",
            name=row["area_name"],
            place=place,
            people=formats.amount(row["remaining_people"], "poor_people_remaining"),
            light=formats.light(row["light"], row["light_reason"]),
        ),
    }
