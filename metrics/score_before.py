"""What counted a month and a year ago: the values the scores of now are held against."""

from datetime import date

import polars as pl

from metrics.frames import require
from metrics.pace import months_before
from metrics.year_task import followed

KEY = ["area_code", "indicator_code"]
OFFICIAL, READY = "people_lifted", "people_ready"


def with_before(
    rows: pl.DataFrame, before: pl.DataFrame | None, *, month: date
) -> pl.DataFrame:
    """The rows with month_ago_value, and year_ago_value of what counted then.

    Inside a year people who are ready count for those officially out, at its end and from the
    target date on the official figure does. Who compares December with November therefore
    compares those out with those ready; otherwise every December would be a leap.

    Args:
        rows: Rows of `metrics.progress.progress`: area_code, indicator_code, target_date and
            year_ago_value.
        before: Values a month ago: area_code, indicator_code, reported_value; null is none.
        month: Month end the rows are of.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    rows = rows.join(_values(before), on=KEY, how="left", maintain_order="left")
    for name, count in (("month_ago_value", 1), ("year_ago_value", 12)):
        rows = _of_followed(rows, name, months_before(month, count))
    return rows


def _values(before: pl.DataFrame | None) -> pl.DataFrame:
    if before is None:
        return pl.DataFrame(
            schema={**dict.fromkeys(KEY, pl.String), "month_ago_value": pl.Float64}
        )
    require(before, "before", *KEY, "reported_value")
    return before.select(*KEY, month_ago_value="reported_value")


def _of_followed(rows: pl.DataFrame, name: str, then: date) -> pl.DataFrame:
    """The value of an earlier month of whichever of the two figures counted then."""
    people = rows.filter(pl.col("indicator_code").is_in([OFFICIAL, READY]))
    counted = (
        pl.when(pl.col("target_date") > then)
        .then(pl.lit(followed(then)))
        .otherwise(pl.lit(OFFICIAL))
    )
    known = (
        people.filter(pl.col("indicator_code") == counted, pl.col(name).is_not_null())
        .select("area_code", counted_value=name)
        .unique("area_code")
    )
    is_people = pl.col("indicator_code").is_in([OFFICIAL, READY])
    return (
        rows.join(known, on="area_code", how="left", maintain_order="left")
        .with_columns(
            pl.when(is_people)
            .then(pl.coalesce("counted_value", name))
            .otherwise(name)
            .alias(name)
        )
        .drop("counted_value")
    )
