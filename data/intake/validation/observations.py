"""Checks of the form ``observations``: one row is one value of an indicator."""

from datetime import date

import polars as pl

from data.intake.problems import TEXT, Check
from data.intake.validation.areas import place
from data.intake.validation.cells import blank_as
from data.intake.validation.reference import Reference

SHARE_TOLERANCE = 0.051
"""A share may differ from its parts by the rounding to one decimal place."""

_CYCLE_MONTHS = {
    "month": list(range(1, 13)),
    "quarter": [3, 6, 9, 12],
    "half_year": [6, 12],
    "year": [12],
    "event": list(range(1, 13)),
}


def check_observations(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with their place, indicator and share worked out, and the rules they must keep.

    Args:
        frame: Fields of the form, as read.
        reference: The known places and indicators.
        arrived_on: No period may end later.
    """
    frame = frame.join(
        reference.indicators, on="indicator_code", how="left", maintain_order="left"
    ).with_columns(expected_level="indicator_level")
    frame, checks = place(frame, reference.areas)
    share = pl.col("factor") * pl.col("numerator") / pl.col("denominator")
    frame = frame.with_columns(
        blank_as(frame, "verification", "reported"),
        blank_as(frame, "obs_status", "A"),
        is_share=pl.col("aggregation") == "share",
        share_value=pl.when(pl.col("denominator") != 0).then(share),
    ).with_columns(
        obs_value=pl.when(pl.col("is_share") & pl.col(TEXT + "obs_value").is_null())
        .then("share_value")
        .otherwise("obs_value")
    )
    return frame, [
        *checks,
        *_indicator_checks(),
        *_period_checks(arrived_on),
        *_value_checks(),
        *_share_checks(),
    ]


def _indicator_checks() -> list[Check]:
    unchecked = pl.col("verification") == "certified"
    return [
        Check(
            pl.col("parts").is_not_null(),
            "indicator_code",
            "derived_indicator",
            pl.col("parts"),
        ),
        Check(unchecked & ~pl.col("is_certified"), "verification", "never_certified"),
    ]


def _period_checks(arrived_on: date) -> list[Check]:
    period = pl.col("period")
    month_end = period == period.dt.month_end()
    in_cycle = pl.lit(False)
    for cycle, months in _CYCLE_MONTHS.items():
        in_cycle = in_cycle | ((pl.col("cycle") == cycle) & period.dt.month().is_in(months))
    return [
        Check(~month_end, "period", "not_a_period_end", period.dt.month_end()),
        Check(
            # A figure may be checked or certified by any month, not only at its cycle's ends.
            month_end
            & (pl.col("verification") == "reported")
            & pl.col("cycle").is_not_null()
            & ~in_cycle,
            "period",
            "not_in_cycle",
            pl.col("cycle"),
        ),
        Check(period > arrived_on, "period", "future_period", arrived_on.isoformat()),
        Check(
            period > pl.col("area_ends"), "area_code", "area_ended", pl.col("successor_code")
        ),
    ]


def _value_checks() -> list[Check]:
    value = pl.col("obs_value")
    written = pl.col(TEXT + "obs_value")
    nothing_to_share = pl.col("is_share") & (pl.col("denominator") == 0)
    percentage = pl.col("factor") == 100
    return [
        Check(
            value.is_null() & written.is_null() & ~nothing_to_share.fill_null(False),
            "obs_value",
            "missing_value",
        ),
        Check((value < 0) & pl.col("is_bounded"), "obs_value", "negative"),
        Check(
            (value > 100) & percentage & pl.col("is_bounded"), "obs_value", "over_100_percent"
        ),
        Check(pl.col("is_counted") & (value != value.round()), "obs_value", "not_whole"),
        Check(
            written.str.contains(r"[%％]\s*$") & ~pl.col("is_percentage"),
            "obs_value",
            "no_percentage",
        ),
    ]


def _share_checks() -> list[Check]:
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    bounded = pl.col("is_bounded")
    return [
        Check(pl.col("is_share") & numerator.is_null(), "numerator", "share_needs_parts"),
        Check(pl.col("is_share") & denominator.is_null(), "denominator", "share_needs_parts"),
        Check((numerator < 0) & bounded, "numerator", "negative"),
        Check(denominator < 0, "denominator", "negative"),
        Check(
            (pl.col("factor") == 100) & bounded & (numerator > denominator),
            "numerator",
            "numerator_over_denominator",
            denominator,
        ),
        Check(
            (pl.col("obs_value") - pl.col("share_value")).abs() > SHARE_TOLERANCE,
            "obs_value",
            "share_differs",
            pl.col("share_value").round(2),
        ),
        Check(
            (denominator == 0) & (pl.col("obs_value").is_not_null() | (numerator != 0)),
            "denominator",
            "share_of_nothing",
        ),
    ]
