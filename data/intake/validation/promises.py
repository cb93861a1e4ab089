"""Checks of the forms ``targets``, ``annual_plan`` and ``designations``."""

from datetime import date

import polars as pl

from data.intake.problems import Check
from data.intake.validation.areas import place
from data.intake.validation.cells import blank_as
from data.intake.validation.dates import not_ahead, year_check
from data.intake.validation.reference import Reference

YEARS_AHEAD = 10


def check_targets(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place and indicator, and the rules of a promise.

    An adjusted target says by whom and when it was approved and in which document: it is never
    a silent edit.
    """
    frame, checks = _indicator_rows(frame, reference)
    frame = frame.with_columns(blank_as(frame, "target_version", "policy"))
    adjusted = pl.col("target_version") == "adjusted"
    target_date = pl.col("target_date")
    return frame, [
        *checks,
        *(
            Check(adjusted & pl.col(code).is_null(), code, "approval_missing")
            for code in ("document_no", "approved_on", "approved_by")
        ),
        *not_ahead("approved_on", arrived_on=arrived_on),
        Check(
            target_date <= pl.col("baseline_date"),
            "target_date",
            "dates_out_of_order",
            pl.col("baseline_date"),
        ),
        *(
            Check((pl.col(code) < 0) & pl.col("is_bounded"), code, "negative")
            for code in ("baseline_value", "target_value")
        ),
        *(
            Check(
                pl.col("is_counted") & (pl.col(code) != pl.col(code).round()), code, "not_whole"
            )
            for code in ("baseline_value", "target_value")
        ),
    ]


def check_annual_plan(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place and indicator, and the rules of a yearly task."""
    frame, checks = _indicator_rows(frame, reference)
    planned = pl.col("planned_value")
    return frame, [
        *checks,
        year_check("year", arrived_on.year + YEARS_AHEAD),
        Check(
            pl.col("is_counted") & (planned != planned.round()), "planned_value", "not_whole"
        ),
    ]


def _indicator_rows(
    frame: pl.DataFrame, reference: Reference
) -> tuple[pl.DataFrame, list[Check]]:
    frame = frame.join(
        reference.indicators, on="indicator_code", how="left", maintain_order="left"
    ).with_columns(expected_level="indicator_level")
    frame, checks = place(frame, reference.areas)
    return frame, [
        *checks,
        Check(
            pl.col("parts").is_not_null(),
            "indicator_code",
            "derived_indicator",
            pl.col("parts"),
        ),
        Check(
            pl.col("plan_of").is_not_null(), "indicator_code", "target_of", pl.col("plan_of")
        ),
    ]


def check_designations(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place, and the rules of an area's role in the programme.

    A county or a village is designated, nothing between or above. A blank yes-or-no of the two
    optional lists means that the area isn't on the list.
    """
    lists = ("is_old_base_area", "is_minority_village")
    frame, checks = place(
        frame.with_columns(
            *(blank_as(frame, code, False) for code in lists),
            expected_level=pl.lit(None, pl.String),
        ),
        reference.areas,
    )
    level = pl.col("area_level")
    village_roles = ("is_poor_village", *lists)
    return frame, [
        *checks,
        Check(level.is_in(["city", "township"]), "area_code", "never_designated"),
        Check(
            pl.col("poor_county").is_not_null() & (level != "county"),
            "poor_county",
            "role_of_another_level",
            "county",
        ),
        *(
            Check(pl.col(code) & (level != "village"), code, "role_of_another_level", "village")
            for code in village_roles
        ),
        Check(
            (pl.col("is_poor_village") | pl.col("poor_county").is_not_null())
            & ~pl.col("has_task"),
            "has_task",
            "poor_without_task",
        ),
        Check(
            pl.col("valid_from").dt.year() > arrived_on.year + YEARS_AHEAD,
            "valid_from",
            "future_date",
            arrived_on.isoformat(),
        ),
    ]
