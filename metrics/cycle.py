"""Whether a value is of the period now due, older, not due, missing, or nobody's task."""

from datetime import date

import polars as pl

from data.catalogue import indicators, programme
from data.catalogue.model import Cycle
from metrics.calendar import MONTHS_OF_CYCLE, closed_month, last_period
from metrics.frames import require

COUNTS = ("expected_areas", "valued_areas", "current_areas")


def counts() -> list[pl.Expr]:
    """`COUNTS` of areas; where nothing is to be reported there is no row, and they are none."""
    return [
        pl.when(pl.col(name).is_not_null()).then(name).otherwise(0).alias(name)
        for name in COUNTS
    ]


def states(values: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The values of an as-of date with their state, for indicators that are no events.

    Args:
        values: One row per area and indicator in which it is expected or reported:
            indicator_code and `COUNTS`.
        as_of: Day of the look.

    Returns:
        The rows with ``cycle_state``, see there.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(values, "values", "indicator_code", *COUNTS)
    entries = [indicators()[code] for code in values["indicator_code"].unique()]
    kinds = pl.DataFrame(
        [(entry.code, entry.cycle, entry.measure) for entry in entries],
        schema=dict.fromkeys(("indicator_code", "cycle", "measure"), pl.String),
        orient="row",
    )
    nothing = pl.lit(None, pl.Float64).alias("planned_value")
    return (
        values.join(kinds, on="indicator_code", maintain_order="left")
        .with_columns(nothing)
        .with_columns(cycle_state=cycle_state(as_of=as_of))
        .drop("cycle", "measure", "planned_value")
    )


def cycle_state(*, as_of: date) -> pl.Expr:
    """State of an area's reporting on the as-of date.

    ``reported``: a period ends now and every value, or some of it, is of that period.
    ``not_due``: the cycle's last period came in earlier and the next is not over, or nothing
    was due so far: no period has ended, this year for a flow; no event was planned by now.
    ``carried``: the last period is missing, an older value is shown.
    ``not_reported``: something was due and nothing ever came, this year for a flow.
    ``no_task``: not to be reported here.

    What is late or in time is another question: see `metrics.coverage`. Reads columns cycle,
    measure, planned_value, expected_areas, valued_areas and current_areas.
    """
    month = closed_month(as_of)
    cycles: tuple[Cycle, ...] = tuple(MONTHS_OF_CYCLE)
    due = {cycle: last_period(cycle, as_of) or month for cycle in cycles}
    ends_now = [cycle for cycle, period in due.items() if period == month]
    came_due = [cycle for cycle, period in due.items() if period > programme().baseline_date]
    # A flow starts anew each year: before its first period of the year nothing is due.
    this_year = [cycle for cycle in came_due if due[cycle].year == month.year]
    is_event = pl.col("cycle") == "event"
    is_due = (
        pl.when(is_event)
        .then((pl.col("planned_value") > 0).fill_null(False))
        .when(pl.col("measure") == "flow")
        .then(pl.col("cycle").is_in(this_year))
        .otherwise(pl.col("cycle").is_in(came_due))
    )
    return (
        pl.when(pl.col("expected_areas") == 0)
        .then(pl.lit("no_task"))
        .when(pl.col("valued_areas") == 0)
        .then(pl.when(is_due).then(pl.lit("not_reported")).otherwise(pl.lit("not_due")))
        .when(is_event)
        .then(pl.lit("reported"))
        .when(pl.col("current_areas") == 0)
        .then(pl.lit("carried"))
        .when(pl.col("cycle").is_in(ends_now))
        .then(pl.lit("reported"))
        .otherwise(pl.lit("not_due"))
    )
