"""Where a project counts, and what may be added up."""

import polars as pl

from metrics.plan import ancestor


def placed(projects: pl.DataFrame, *, level: str) -> pl.DataFrame:
    """The projects with the area of a level as area_code, and ``is_attributed``.

    A project of a whole county can't be said to be one village's. Asked for by village it keeps
    its own area and isn't attributed, so that nothing is dropped and sums stay whole; so does a
    project whose area isn't known.

    Args:
        projects: One row per project: area_code, area_level, township_code, county_code.
        level: city, county, township or village.
    """
    place = ancestor(level)
    return projects.with_columns(
        area_code=pl.coalesce(place, "area_code"), is_attributed=place.is_not_null()
    )


def of_one_unit(values: pl.Expr) -> pl.Expr:
    """A quantity of a group of projects; null where they are counted in different units."""
    return pl.when(pl.col("unit_code").n_unique() == 1).then(values)


def total(values: pl.Expr) -> pl.Expr:
    """The sum of what is known; null where nothing is."""
    return pl.when(values.is_not_null().any()).then(values.sum())
