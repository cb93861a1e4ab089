"""What a case of attention says: its rule, its figures with their units, its stage."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from data.catalogue import settings
from pages.ui import formats, names
from pages.ui.messages import t
from pages.ui.signs import sign

Row = Mapping[str, Any]
TEXTS = (
    *("unit", "rule_word", "why", "stage_word", "closed_word", "what", "done", "planned_word"),
    *("short", "since_word", "current_short", "reply_word", "promise_word", "before_word"),
    *("decision_word", "replied_word"),
)


def shown(cases: pl.DataFrame, areas: Mapping[str, str]) -> pl.DataFrame:
    """The cases with their words.

    Args:
        cases: Rows of `metrics.attention.attention`.
        areas: Names of the counties by code.

    Returns:
        ``cases`` with case (unit and rule, a code), `TEXTS`, and points_ahead and current_ahead
        (fractions; negative is behind), ordered as they came.
    """
    rows = [_words(row, areas) for row in cases.iter_rows(named=True)]
    return cases.with_columns(
        pl.concat_str([pl.coalesce("area_code", "org_unit_code"), "rule"], separator=".").alias(
            "case"
        ),
        points_ahead=-pl.col("points_behind"),
        current_ahead=-pl.col("current_points_behind"),
    ).hstack(pl.DataFrame(rows, schema=dict.fromkeys(TEXTS, pl.String)))


def stage(code: str) -> str:
    """A stage as shape and word."""
    return sign(code, t(f"attention_stage.{code}"))


def closing(day: date, rule: str) -> str:
    """What decided: a half-year, or for a missed task a year."""
    if rule == "task_missed":
        return t("attention.of_year", year=day.year)
    half = t(f"attention.half_{2 if day.month > 6 else 1}")
    return t("attention.of_half", year=day.year, half=half)


def why(row: Row) -> str:
    """The threshold that was passed, in words."""
    limits = settings()
    if row["rule"] == "task_missed":
        return t("attention.why_missed", rate=formats.rate(limits.attention_met_from, 0))
    kind = "missing" if row["rule"] == "reports_missing" else "behind"
    if round(row["points_behind"], 9) > limits.attention_warning_above:
        return t(f"attention.why_{kind}", points=_points(limits.attention_warning_above))
    if row["in_a_row"] >= limits.attention_half_years:
        return t(
            f"attention.why_{kind}_again",
            points=_points(limits.attention_reminder_above),
            count=row["in_a_row"],
        )
    return t(f"attention.why_{kind}", points=_points(limits.attention_reminder_above))


def figure(value: float | None, row: Row) -> str:
    """A figure of a case with its unit: people, km, 10,000 yuan, returns."""
    if value is None:
        return formats.DASH
    if row["rule"] in ("reports_missing", "money_unspent"):
        return formats.with_unit(formats.number(value), t(f"attention.unit_{row['rule']}"))
    return formats.amount(value, row["indicator_code"])


def _words(row: Row, areas: Mapping[str, str]) -> dict[str, str]:
    is_area = row["unit_kind"] == "area"
    late = [names.indicator(code) for code in row["late_indicators"]]
    return {
        "unit": areas[row["area_code"]] if is_area else names.org_unit(row["org_unit_code"]),
        "rule_word": names.choice("notices", "rule", row["rule"]),
        "why": why(row),
        "stage_word": _stage(row),
        "closed_word": closing(row["closed_on"], row["rule"]),
        "what": t("frame.comma").join(late) or t("attention.all_returns"),
        "done": figure(row["value"], row),
        "planned_word": figure(row["planned"], row),
        "short": figure(row["short_by"], row),
        "since_word": formats.month_short(row["since"]),
        "current_short": figure(row["current_short_by"], row),
        "reply_word": row["reply"] or (t("attention.no_reply") if row["told_on"] else ""),
        "replied_word": _replied(row),
        "promise_word": row["promise"] or "",
        "before_word": row["earlier_promise"] or "",
        "decision_word": _decision(row),
    }


def _stage(row: Row) -> str:
    """The stage; of a case that was decided also what was."""
    if row["decision"] is None:
        return stage(row["stage"])
    word = names.choice("notices", "decision", row["decision"])
    return t("attention.decided_stage", stage=stage(row["stage"]), decision=word)


def _replied(row: Row) -> str:
    """The day of the reply; who was told and hasn't replied is named."""
    if row["replied_on"]:
        return f"{row['replied_on']:%Y-%m-%d}"
    return t("attention.no_reply") if row["told_on"] else ""


def _decision(row: Row) -> str:
    if row["decision"] is None:
        return ""
    word = names.choice("notices", "decision", row["decision"])
    return t("attention.decided", decision=word, day=formats.day(row["decided_on"]))


def _points(share: float) -> str:
    return formats.number(share * 100)
