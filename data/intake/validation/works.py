"""Checks of the form ``works``: one row is one project as it stood at a month's end."""

from datetime import date
from itertools import pairwise

import polars as pl

from data.catalogue import works
from data.intake.matching.words import plain
from data.intake.problems import Check
from data.intake.validation.areas import place
from data.intake.validation.cells import blank_as
from data.intake.validation.dates import in_order, not_ahead, year_check
from data.intake.validation.lengths import in_kilometres
from data.intake.validation.promises import YEARS_AHEAD
from data.intake.validation.reference import Reference
from data.intake.validation.vocabulary import org_unit_words

STAGES = {
    "planned": "before",
    "preparing": "before",
    "not_started": "before",
    "under_way": "building",
    "winter_stop": "building",
    "complete": "built",
    "accepted": "accepted",
}
"""How far the dates of a project in each state of forms.yml go."""

MUCH_MORE = 1.1
"""Times the quantity planned: more is done of it than measuring anew explains.

The sentence of ``done_over_plan`` says so as 10 %.
"""

_STEPS = ("started_on", "finished_on", "accepted_on")
_SAME_UNITS = {"千米": "公里", "村": "个村"}

# A page on the web over TLS, or a path below the folder of the pictures.
_LINK = r"^(https://\S+|[^\s:/\\][^\s:\\]*)$"


def check_works(
    frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place and owner, and the rules of one project.

    The state follows from the dates; where a file has one it is held against them, and only
    preparatory work may be told by it alone.
    """
    # Projects name county, township and village in columns of their own; what serves a whole
    # county leaves the village's empty.
    widest = pl.coalesce("area_name", "township_name", "county_name")
    named = pl.when(pl.col("area_code").is_null()).then(widest).otherwise("area_name")
    frame = frame.with_columns(area_name=named, expected_level=pl.lit(None, pl.String))
    frame, checks = place(frame, reference.areas)
    is_preparing = blank_as(frame, "is_preparing", False)
    frame = frame.with_columns(
        blank_as(frame, "is_schematic", False),
        is_preparing | (pl.col("state") == "preparing").fill_null(False),
        owner=_owners(frame["owner"]),
        stage=_stage(),
        right_unit=_right_unit(frame),
    )
    return frame, [*checks, *_date_checks(arrived_on), *_row_checks()]


def _owners(written: pl.Series) -> pl.Series:
    """The code of an office of the city; any other office stays as written."""
    known = org_unit_words()
    names = {name: known[plain(name)] for name in written.unique() if _known(name)}
    return written.replace(names)


def _known(name: str | None) -> bool:
    return name is not None and plain(name) in org_unit_words()


def _stage() -> pl.Expr:
    accepted, finished, started = (pl.col(code).is_not_null() for code in reversed(_STEPS))
    return (
        pl.when(accepted)
        .then(pl.lit("accepted"))
        .when(finished)
        .then(pl.lit("built"))
        .when(started)
        .then(pl.lit("building"))
        .otherwise(pl.lit("before"))
    )


def _right_unit(frame: pl.DataFrame) -> pl.Series:
    """The programme's unit where a row gives another one, else null."""
    programmes = works().programmes
    right: list[str | None] = []
    for code, unit in frame.select("programme", "unit").iter_rows():
        known = programmes.get(code)
        if known is None or unit is None:
            right.append(None)
            continue
        words = (known.unit.zh, known.unit.en, known.unit_code)
        given = plain(_SAME_UNITS.get(unit, unit))
        right.append(None if given in map(plain, words) else known.unit.zh)
    return pl.Series(right, dtype=pl.String)


def _date_checks(arrived_on: date) -> list[Check]:
    period = pl.col("period")
    month_end = period.dt.month_end()
    return [
        Check(period != month_end, "period", "not_a_period_end", month_end),
        Check(period > arrived_on, "period", "future_period", arrived_on.isoformat()),
        year_check("plan_year", arrived_on.year + YEARS_AHEAD),
        *not_ahead("disclosed_on", arrived_on=arrived_on),
        *(Check(pl.col(code) > period, code, "after_period", period) for code in _STEPS),
        *in_order("planned_start_on", "planned_finish_on"),
        *in_order(*_STEPS),
        *(
            Check(
                pl.col(later).is_not_null() & pl.col(earlier).is_null(),
                earlier,
                "step_left_out",
                later,
            )
            for earlier, later in pairwise(_STEPS)
        ),
    ]


def _row_checks() -> list[Check]:
    stage, stated = pl.col("stage"), pl.col("state").replace_strict(STAGES, default=None)
    budget = pl.col("budget_cny")
    return [
        Check(pl.col("area_level") == "city", "area_code", "wrong_level", "county_or_below"),
        Check(pl.col("right_unit").is_not_null(), "unit", "other_unit", pl.col("right_unit")),
        *(
            Check(~in_kilometres() & (pl.col(code) != pl.col(code).round()), code, "not_whole")
            for code in ("quantity_planned", "quantity_done")
        ),
        Check(stated != stage, "state", "work_state_differs", stage),
        Check(pl.col("is_preparing") & (stage != "before"), "is_preparing", "contradiction"),
        Check(
            (pl.col("quantity_done") > 0) & (stage == "before"),
            "quantity_done",
            "done_before_start",
        ),
        Check(
            pl.col("quantity_done") > MUCH_MORE * pl.col("quantity_planned"),
            "quantity_done",
            "done_over_plan",
            pl.col("quantity_planned"),
            severity="warning",
        ),
        Check(
            pl.col("paid_cny") > budget,
            "paid_cny",
            "part_over_whole",
            budget,
            severity="warning",
        ),
        Check(~pl.col("photo_url").str.contains(_LINK), "photo_url", "not_a_link"),
    ]
