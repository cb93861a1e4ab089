"""Checks of days and years that many forms share."""

from datetime import date

import polars as pl

from data.intake.problems import Check

FIRST_YEAR = 2010
"""No return of the programme is about an earlier year."""


def year_check(code: str, last: int) -> Check:
    """A year is one of the programme's, up to ``last``."""
    inside = pl.col(code).is_between(FIRST_YEAR, last)
    return Check(~inside, code, "year_out_of_range", f"{FIRST_YEAR}–{last}")


def not_ahead(*codes: str, arrived_on: date) -> list[Check]:
    """What happened did so by the day the file arrived."""
    return [
        Check(pl.col(code) > arrived_on, code, "future_date", arrived_on.isoformat())
        for code in codes
    ]


def in_order(*codes: str) -> list[Check]:
    """No day lies before an earlier one of the list; those left empty are passed over."""
    return [
        Check(
            pl.col(code) < pl.max_horizontal(codes[:place]),
            code,
            "dates_out_of_order",
            pl.max_horizontal(codes[:place]),
        )
        for place, code in enumerate(codes)
        if place
    ]
