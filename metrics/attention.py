"""Who is reminded, who is warned, and who meets the rule for a talk."""

from datetime import date

import polars as pl

from data.catalogue import programme, settings
from metrics import attention_notices, attention_runs
from metrics.attention_figures import SCHEMA
from metrics.attention_runs import AT_YEAR_ENDS, CASE
from metrics.calendar import closed_month, last_period
from metrics.frames import require

RULES = ("task_missed", "task_behind", "works_late", "money_unspent", "reports_missing")
STAGES = ("meets_talk_rule", "warning", "reminder", "decided")
DECISIONS = ("special_supervision", "talk", "warning", "reminder", "no_talk")
FIGURES = ["value", "planned", "whole_value", "points_behind", "short_by"]
COLUMNS = [
    *(*CASE, "stage", "closed_on", "indicator_code", *FIGURES, "late_indicators"),
    *("since", "in_a_row", "current_month", *(f"current_{name}" for name in FIGURES)),
    *attention_notices.COLUMNS,
]
# Beside a task missed last year stands how the area does this year.
GOES_ON_AS = {"task_missed": "task_behind"}


def attention(figures: pl.DataFrame, notices: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Units a rule applies to on the as-of date, the gravest first and the decided last.

    The newest half-year that is over decides, so that between June and December only what is
    told, answered and decided changes; the current month's figures stand beside it and are
    provisional. A missed yearly task stays until the next year is over::

        reminder         points_behind > attention_reminder_above
        warning          points_behind > attention_warning_above, or past the reminder in
                         attention_half_years half-years in a row
        meets_talk_rule  completion at the year's end < attention_met_from
        decided          the leadership group has decided on the case

    An office is judged by the worst of its indicators. A missed task takes the place of being
    behind in the same December. Source: docs/methods.md, "Attention".

    Args:
        figures: Rows of `metrics.attention_figures` and `metrics.office_figures`.
        notices: See `metrics.attention_notices.with_notices`.
        as_of: A day inside a month counts as the month before.

    Returns:
        One row per unit and rule: `COLUMNS`, figures as in `metrics.attention_figures.SCHEMA`.
        closed_on is the month end that decided; late_indicators are the unit's indicators past
        the reminder, worst first; since is the month end from which the rule was met without
        interruption until then, in_a_row at how many closings (half-years, years) it was;
        current_… is the same figure in current_month, null where there is none.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(figures, "figures", *SCHEMA)
    month = closed_month(as_of)
    since_start = pl.col("month").is_between(programme().baseline_date, month, closed="right")
    rows = figures.filter(since_start).with_columns(
        holds=pl.col("points_behind").round(9) > _limit()
    )
    worst = _worst(rows)
    cases = worst.filter(pl.col("holds"), pl.col("month") == _closing(as_of))
    closings = worst.filter(_is_closing())
    cases = _without_doubles(
        cases.join(attention_runs.since(worst, cases), on=CASE, nulls_equal=True).join(
            attention_runs.in_a_row(closings, cases), on=CASE, nulls_equal=True
        )
    )
    cases = _with_current(cases.rename({"month": "closed_on"}), rows, month)
    cases = attention_notices.with_notices(cases, notices, as_of=as_of)
    gravity = (
        pl.col("stage").cast(pl.Enum(STAGES)),
        pl.col("decision").cast(pl.Enum(DECISIONS)),
        -pl.col("points_behind"),
    )
    rows = cases.with_columns(stage=_stage()).select(COLUMNS)
    return rows.sort("unit_kind", *gravity, *CASE[1:], nulls_last=True)


def _limit() -> pl.Expr:
    return (
        pl.when(pl.col("rule").is_in(AT_YEAR_ENDS))
        .then(1 - settings().attention_met_from)
        .otherwise(settings().attention_reminder_above)
    )


def _worst(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per unit, rule and month: its indicator furthest behind, and all that are."""
    ordered = rows.sort(-pl.col("points_behind"), "indicator_code")
    late = pl.col("indicator_code").filter("holds").drop_nulls()
    return ordered.group_by(*CASE, "month", maintain_order=True).agg(
        pl.col("indicator_code", *FIGURES, "holds").first(), late_indicators=late
    )


def _closing(as_of: date) -> pl.Expr:
    return (
        pl.when(pl.col("rule").is_in(AT_YEAR_ENDS))
        .then(pl.lit(last_period("year", as_of)))
        .otherwise(pl.lit(last_period("half_year", as_of)))
    )


def _is_closing() -> pl.Expr:
    number = pl.col("month").dt.month()
    return (number == 12) | ((number == 6) & ~pl.col("rule").is_in(AT_YEAR_ENDS))


def _without_doubles(cases: pl.DataFrame) -> pl.DataFrame:
    doubled = cases.select(
        *CASE[:-1], "month", rule=pl.col("rule").replace_strict(GOES_ON_AS, default=None)
    )
    return cases.join(doubled, on=[*CASE, "month"], how="anti", nulls_equal=True)


def _with_current(cases: pl.DataFrame, rows: pl.DataFrame, month: date) -> pl.DataFrame:
    same = [*CASE[:-1], "indicator_code"]
    now = rows.filter(pl.col("month") == month).select(
        *same,
        goes_on_as="rule",
        **{f"current_{name}": pl.col(name) for name in FIGURES},
    )
    goes_on_as = pl.col("rule").replace(GOES_ON_AS)
    return cases.with_columns(goes_on_as=goes_on_as, current_month=pl.lit(month)).join(
        now, on=[*same, "goes_on_as"], how="left", nulls_equal=True
    )


def _stage() -> pl.Expr:
    points = pl.col("points_behind").round(9)
    is_repeated = pl.col("in_a_row") >= settings().attention_half_years
    return (
        pl.when(pl.col("decided_on").is_not_null())
        .then(pl.lit("decided"))
        .when(pl.col("rule").is_in(AT_YEAR_ENDS))
        .then(pl.lit("meets_talk_rule"))
        .when((points > settings().attention_warning_above) | is_repeated)
        .then(pl.lit("warning"))
        .otherwise(pl.lit("reminder"))
    )
