"""Checks of the forms ``households`` and ``villages``: the register and the village sheets."""

from datetime import date

import polars as pl

from data.intake.problems import Check
from data.intake.validation.areas import as_number, place
from data.intake.validation.dates import year_check
from data.intake.validation.reference import Reference

INCOME_TOLERANCE = 1.0
"""Yuan per head by which net income may differ from its parts."""


def check_households(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place, and the rules of one registered household in one year."""
    frame, checks = _village_rows(frame, reference)
    return frame, [
        *checks,
        year_check("year", arrived_on.year),
        *_status_checks(),
        *_date_checks(arrived_on),
        *_housing_checks(),
        _income_check(),
        # Two households with the same first digits would be one.
        Check(as_number(pl.col("household_code")), "household_code", "code_as_number"),
        Check(
            pl.col("fall_back_cause").is_not_null() & pl.col("fell_back_on").is_null(),
            "fall_back_cause",
            "cause_without_date",
        ),
    ]


def _village_rows(
    frame: pl.DataFrame, reference: Reference
) -> tuple[pl.DataFrame, list[Check]]:
    return place(frame.with_columns(expected_level=pl.lit("village")), reference.areas)


def _status_checks() -> list[Check]:
    status = pl.col("register_status")
    exited_on, fell_back_on = pl.col("exited_on"), pl.col("fell_back_on")
    is_out = status.is_in(["exited_supported", "exited"])
    still_in = status.is_in(["not_exited", "ready"])
    back = status == "fell_back"
    return [
        Check(is_out & exited_on.is_null(), "exited_on", "exit_without_date"),
        Check(
            still_in & exited_on.is_not_null() & fell_back_on.is_null(),
            "register_status",
            "exit_date_without_exit",
            exited_on,
        ),
        Check(back & fell_back_on.is_null(), "fell_back_on", "fall_back_without_date"),
        Check(
            back & _before("fell_back_on", "exited_on"),
            "fell_back_on",
            "dates_out_of_order",
            exited_on,
        ),
    ]


def _date_checks(arrived_on: date) -> list[Check]:
    checks = []
    for code in ("identified_on", "exited_on", "fell_back_on"):
        day = pl.col(code)
        # A year alone stands for its last day, which may lie ahead in the current year.
        later = (day.dt.year() > pl.col("year")) | (day.dt.year() > arrived_on.year)
        checks.append(Check(later, code, "date_after_year", pl.col("year")))
    order = _before("exited_on", "identified_on")
    checks.append(Check(order, "exited_on", "dates_out_of_order", pl.col("identified_on")))
    return checks


def _before(earlier: str, later: str) -> pl.Expr:
    """Out of order for sure: a 31 December may stand for any day of its year."""
    first, second = pl.col(earlier), pl.col(later)
    whole_year = (second.dt.month() == 12) & (second.dt.day() == 31)
    return (first < second) & ~(whole_year & (first.dt.year() == second.dt.year()))


def _housing_checks() -> list[Check]:
    safe, unsafe = pl.col("has_safe_housing"), pl.col("is_unsafe_house")
    return [
        Check(safe == unsafe, "is_unsafe_house", "contradiction"),
        Check(
            safe & pl.col("housing_grade").is_in(["C", "D"]),
            "has_safe_housing",
            "safe_but_grade_c_or_d",
            severity="warning",
        ),
    ]


def _income_check() -> Check:
    parts = (
        pl.col("income_wage_cny")
        + pl.col("income_production_cny")
        + pl.col("income_property_cny")
        + pl.col("income_transfer_cny")
        - pl.col("production_cost_cny")
    )
    per_head = parts / pl.col("people")
    return Check(
        (pl.col("net_income_per_head_cny") - per_head).abs() > INCOME_TOLERANCE,
        "net_income_per_head_cny",
        "income_differs",
        per_head.round(2),
        severity="warning",
    )


def check_villages(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place, and the rules of one village in one year."""
    frame, checks = _village_rows(frame, reference)
    counted = {
        "has_clinic": "clinics",
        "has_doctor": "doctors",
        "has_culture_place": "culture_rooms",
        "has_broadband": "broadband_households",
    }
    return frame, [
        *checks,
        year_check("year", arrived_on.year),
        Check(
            pl.col("poor_people") > pl.col("people"),
            "poor_people",
            "part_over_whole",
            pl.col("people"),
        ),
        Check(
            pl.col("poor_households") > pl.col("households"),
            "poor_households",
            "part_over_whole",
            pl.col("households"),
        ),
        Check(
            pl.col("households_without_safe_water") > pl.col("households"),
            "households_without_safe_water",
            "part_over_whole",
            pl.col("households"),
        ),
        *(
            Check(pl.col(yes) != (pl.col(count) > 0), count, "contradiction")
            for yes, count in counted.items()
        ),
        Check(
            pl.col("has_safe_water") != (pl.col("households_without_safe_water") == 0),
            "households_without_safe_water",
            "contradiction",
        ),
    ]
