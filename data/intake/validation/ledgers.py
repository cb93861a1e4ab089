"""Checks of the forms ``problems``, ``evaluations``, ``notices`` and ``deductions``."""

from datetime import date

import polars as pl

from data.intake.problems import Check
from data.intake.validation.areas import place
from data.intake.validation.dates import in_order, not_ahead, year_check
from data.intake.validation.reference import Reference

PARTS = {
    "wrong_exit_people": "exited_people_sampled",
    "missed_people": "unregistered_people_surveyed",
    "households_approving": "households_surveyed",
    "registered_people_remaining": "base_people",
}
"""Counts of an evaluation, and what each is a part of."""

_NO_TEXT = pl.lit(None, pl.String)


def check_problems(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place, and the rules of one problem fed back.

    The state follows from the dates; where a file has one it is only held against them. Being
    put right after the deadline is overdue, whatever the file calls it.
    """
    # Ledgers name county and village in columns of their own; what is a county's leaves the
    # village's empty.
    widest = pl.coalesce("area_name", "township_name", "county_name")
    named = pl.when(pl.col("area_code").is_null()).then(widest).otherwise("area_name")
    frame = frame.with_columns(area_name=named, expected_level=_NO_TEXT)
    frame, checks = place(frame, reference.areas)
    frame = frame.with_columns(state_by_dates=_state(arrived_on))
    state, by_dates = pl.col("state"), pl.col("state_by_dates")
    late = (state == "open") & (by_dates == "overdue")
    return frame, [
        *checks,
        *not_ahead("found_on", "done_on", "closed_on", arrived_on=arrived_on),
        *in_order("found_on", "due_date"),
        *in_order("found_on", "done_on", "closed_on"),
        Check(
            pl.col("closed_on").is_not_null() & pl.col("evidence").is_null(),
            "evidence",
            "closed_without_evidence",
        ),
        Check((state != by_dates) & ~late, "state", "state_differs", by_dates),
        Check(late, "state", "deadline_passed", pl.col("due_date"), severity="warning"),
    ]


def _state(on: date) -> pl.Expr:
    """What the dates say of a problem on a day: a state of forms.yml."""
    return (
        pl.when(pl.col("closed_on").is_not_null())
        .then(pl.lit("closed"))
        .when(pl.col("done_on").is_not_null())
        .then(pl.lit("awaiting_check"))
        .when(pl.col("due_date") < on)
        .then(pl.lit("overdue"))
        .otherwise(pl.lit("open"))
    )


def check_evaluations(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place, and the rules of one survey of one county."""
    frame, checks = _county_rows(frame, reference)
    return frame, [
        *checks,
        year_check("exit_year", arrived_on.year),
        *not_ahead("surveyed_on", "released_on", arrived_on=arrived_on),
        *in_order("surveyed_on", "released_on"),
        Check(
            pl.col("surveyed_on").dt.year() < pl.col("exit_year"),
            "surveyed_on",
            "dates_out_of_order",
            pl.col("exit_year"),
        ),
        *(
            Check(pl.col(part) > pl.col(whole), part, "part_over_whole", pl.col(whole))
            for part, whole in PARTS.items()
        ),
    ]


def check_notices(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place or office, and the rules of telling one of them of one thing."""
    given = pl.any_horizontal(pl.col("area_code", "area_name").is_not_null())
    frame, checks = _county_rows(frame, reference)
    # A line about an office has no place to miss.
    checks = [check for check in checks if check.problem_code != "missing_value"]
    frame = frame.with_columns(
        unit=pl.coalesce("area_code", "org_unit_code"),
        term=pl.coalesce("half", pl.lit("year")),
    )
    replied_on, decided_on = pl.col("replied_on"), pl.col("decided_on")
    reply, decision = pl.coalesce("reply", "promise"), pl.col("decision")
    return frame, [
        *checks,
        Check(given == pl.col("org_unit_code").is_not_null(), "area_code", "one_unit"),
        year_check("year", arrived_on.year),
        *not_ahead("told_on", "replied_on", "decided_on", arrived_on=arrived_on),
        *in_order("told_on", "replied_on"),
        *in_order("told_on", "decided_on"),
        Check(reply.is_not_null() & replied_on.is_null(), "replied_on", "goes_with_reply"),
        Check(reply.is_null() & replied_on.is_not_null(), "reply", "goes_with_reply"),
        Check(
            decision.is_not_null() & decided_on.is_null(), "decided_on", "goes_with_decision"
        ),
        Check(decision.is_null() & decided_on.is_not_null(), "decision", "goes_with_decision"),
    ]


def check_deductions(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place, and the rules of one thing taken off or added.

    A bonus becomes a negative number, written with its sign or without.
    """
    frame, checks = _county_rows(frame, reference)
    bonus, points = pl.col("kind") == "bonus", pl.col("points")
    frame = frame.with_columns(points=pl.when(bonus).then(-points.abs()).otherwise(points))
    return frame, [
        *checks,
        year_check("year", arrived_on.year),
        *not_ahead("decided_on", arrived_on=arrived_on),
        Check(~bonus & (points < 0), "points", "bonus_by_sign"),
    ]


def _county_rows(frame: pl.DataFrame, reference: Reference) -> tuple[pl.DataFrame, list[Check]]:
    """Rows of counties, named in one column."""
    frame = frame.with_columns(
        county_name=_NO_TEXT, township_name=_NO_TEXT, expected_level=pl.lit("county")
    )
    return place(frame, reference.areas)
