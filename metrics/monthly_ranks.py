"""Plain monthly figures of a group of counties, each with its place and last month's."""

from datetime import date

import polars as pl

from data.catalogue import indicators
from metrics.calendar import closed_month
from metrics.frames import require
from metrics.pace import months_before
from metrics.peers import GROUPS
from metrics.year_task import followed

KEY = ["area_code", "indicator_code"]
# Works whose share of this year's task is compared, and shares that are compared as they are.
WORKS = ("rural_roads", "bridges", "housing_renovated")
SHARES = ("fund_spent_rate", "problems_closed")
FIGURES = ("year_task", "fund_spent_rate", *WORKS, "problems_closed")
COLUMNS = ["area_code", "group", "figure", "value", "rank", "rank_before", "ranked_size"]


def monthly_figures(
    tasks: pl.DataFrame, values: pl.DataFrame, before: pl.DataFrame, *, as_of: date
) -> pl.DataFrame:
    """The plain figures of this month and the last, before they are compared.

    ``year_task`` is what is done of this year's task of people, by whichever figure is followed
    in the month (who is ready, in December who is out); works likewise; money spent and
    problems closed are shares as reported. What wasn't reported for a month has no figure in
    it, even where an older value is carried elsewhere.

    Args:
        tasks: Result of `metrics.year_task.year_tasks` for counties, with people_ready,
            people_lifted and `WORKS`.
        values: Values of the month: area_code, indicator_code, reported_value, current_areas.
        before: The same a month before.
        as_of: Day of the look.

    Returns:
        One row per county and figure (of `FIGURES`): area_code, figure, value, value_before
        (fractions; last month's of a yearly task is null in January: the year starts anew).

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(tasks, "tasks", *KEY, "completion_rate", "done_before", "due_value")
    require(values, "values", *KEY, "reported_value", "current_areas")
    require(before, "before", *KEY, "reported_value", "current_areas")
    month = closed_month(as_of)
    last = months_before(month, 1)
    done_before = pl.when((pl.col("due_value") > 0) & pl.lit(month.month > 1)).then(
        pl.col("done_before") / pl.col("due_value")
    )
    now = [
        _of_year(tasks, values, {followed(month): "year_task"}, pl.col("completion_rate")),
        _of_year(
            tasks, values, dict(zip(WORKS, WORKS, strict=True)), pl.col("completion_rate")
        ),
        _shares(values),
    ]
    then = [
        _of_year(tasks, before, {followed(last): "year_task"}, done_before),
        _of_year(tasks, before, dict(zip(WORKS, WORKS, strict=True)), done_before),
        _shares(before),
    ]
    keys = ["area_code", "figure"]
    return (
        pl.concat(now)
        .join(
            pl.concat(then).rename({"value": "value_before"}),
            on=keys,
            how="full",
            coalesce=True,
        )
        .sort(pl.col("figure").cast(pl.Enum(FIGURES)), "area_code")
    )


def monthly_ranks(figures: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """Each figure's place inside its group, now and a month before; the highest is first.

    Args:
        figures: Result of `monthly_figures`; further figures may be put below, such as works
            started where an office reports them.
        areas: One row per area: area_code, area_level and group.

    Returns:
        One row per county with a task and figure, figures in their order: `COLUMNS`. value is a
        fraction, null where the month wasn't reported or nothing is due; rank and rank_before
        are null likewise, and shared by equal values; ranked_size: counties with a value.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(figures, "figures", "area_code", "figure", "value", "value_before")
    require(areas, "areas", "area_code", "area_level", "group")
    inside = ["group", "figure"]
    counties = areas.filter(
        pl.col("area_level") == "county", pl.col("group").is_in(GROUPS)
    ).select("area_code", "group")
    names = figures.select("figure").unique(maintain_order=True)
    return (
        counties.join(names, how="cross")
        .join(figures, on=["area_code", "figure"], how="left", maintain_order="left")
        .with_columns(
            rank=_rank("value").over(inside),
            rank_before=_rank("value_before").over(inside),
            ranked_size=pl.col("value").count().over(inside).cast(pl.Int64),
        )
        .select(COLUMNS)
    )


def _rank(value: str) -> pl.Expr:
    # Quotients of the same share may differ in their last digits.
    return pl.col(value).round(9).rank("min", descending=True).cast(pl.Int64)


def _of_year(
    tasks: pl.DataFrame, values: pl.DataFrame, figures: dict[str, str], rate: pl.Expr
) -> pl.DataFrame:
    """A rate of the year's tasks, where the month was reported."""
    current = values.filter(pl.col("current_areas") > 0)
    return (
        tasks.filter(pl.col("indicator_code").is_in(list(figures)))
        .join(current, on=KEY, how="semi")
        .select(
            "area_code",
            figure=pl.col("indicator_code").replace_strict(figures, return_dtype=pl.String),
            value=rate,
        )
    )


def _shares(values: pl.DataFrame) -> pl.DataFrame:
    factors = {code: indicators()[code].factor for code in SHARES}
    factor = pl.col("indicator_code").replace_strict(
        factors, default=None, return_dtype=pl.Float64
    )
    return values.filter(
        pl.col("indicator_code").is_in(SHARES), pl.col("current_areas") > 0
    ).select("area_code", figure="indicator_code", value=pl.col("reported_value") / factor)
