"""Works against plan and target, beside what the returns of the indicators say."""

from datetime import date

import polars as pl

from metrics.calendar import closed_month
from metrics.frames import require
from metrics.works_lights import lit
from metrics.works_lines import lines, targets_of
from metrics.works_sums import SUMS, sums

KEY = ["indicator_code", "area_code"]
COLUMNS = [
    *("indicator_code", "programme", "area_code", "area_name", "area_level", "planned_value"),
    *("target_value", "started_value", "reported_value", "certified_value", "late_count"),
    *("budget_cny", "spent_cny", "light", "light_reason", "unit_code", "project_count"),
    *("started_count", "complete_count", "accepted_count", "not_started_count"),
    *("unmeasured_count", "unscheduled_count", "project_value", "done_value"),
    *("attainment_rate", "spi", "short_by", "is_overdue", "target_date", "target_source"),
    *("returned_value", "returned_certified_value", "difference", "is_attributed"),
    "latest_period",
]


def works(
    projects: pl.DataFrame,
    areas: pl.DataFrame,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    actuals: pl.DataFrame,
    *,
    as_of: date,
    level: str,
    sector: str | None = None,
) -> pl.DataFrame:
    """Done against plan of every programme of works in every area of a level.

    Planned, started, reported and certified are those of `metrics.works_sums.sums`; the light
    judges reported against planned by the rules of `metrics.lights`, from the target date on
    against the target. Source: docs/methods.md, 15.

    Args:
        projects: Result of `metrics.works_projects.projects` for ``as_of``.
        areas: One row per area: area_code, area_name, area_level, township_code, county_code.
        targets: One row per area, indicator and target version.
        plans: One row per area, indicator and year.
        actuals: Values of the level's areas by ``as_of``: area_code, indicator_code,
            reported_value, certified_value.
        as_of: Day of the look; inside a month the month before counts.
        level: Level whose areas get rows. What lies above it has rows of its own, which aren't
            attributed, so that nothing is dropped.
        sector: Only this one of works.yml; null is all of them.

    Returns:
        One row per area and line (`metrics.works_lines.lines`) with a project, a target or a
        return, in the order of areas and lines: `COLUMNS`. programme is null in a sum of
        several. Quantities are in the programme's unit: target_value (target_source: policy,
        targets, or projects, where it is what they are planned to come to), project_value (what
        they are planned to come to), done_value (with what isn't complete yet), returned_value
        (reported by the indicator's returns; null where they count something else) and
        difference (reported less returned). light_reason says why it is grey: beside those of
        `metrics.lights.reason` ``no_plan``, no project says when or how much.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(areas, "areas", "area_code", "area_name", "area_level", "county_code")
    require(actuals, "actuals", *KEY, "reported_value", "certified_value")
    month = closed_month(as_of)
    known = lines(sector)
    own = targets_of(known, targets, plans, areas, as_of=as_of, level=level)
    returned = actuals.filter(pl.col("reported_value").is_not_null()).select(
        *KEY, returned_value="reported_value", returned_certified_value="certified_value"
    )
    rows = _rows(_by_line(known, projects, month=month, level=level), known, own, returned)
    for more in (own, returned):
        more = more.with_columns(is_measured=True)
        rows = rows.join(more, on=[*KEY, "is_measured"], how="left", maintain_order="left")
    names = areas.select("area_code", "area_name", "area_level").with_row_index("place")
    rows = rows.join(names, on="area_code", how="left", maintain_order="left").with_columns(
        target_value=pl.coalesce("own_target_value", "project_value"),
        target_date=pl.coalesce("own_target_date", "last_due_on"),
        target_source=pl.when(pl.col("own_target_value").is_not_null())
        .then("target_source")
        .when(pl.col("project_value").is_not_null())
        .then(pl.lit("projects")),
        # Sums of hundredths: what is left after six digits isn't a difference, nor is -0.
        difference=(pl.col("reported_value") - pl.col("returned_value")).round(6) + 0.0,
    )
    return lit(rows, as_of=as_of).sort("place", "line", nulls_last=True).select(COLUMNS)


def _by_line(
    known: pl.DataFrame, projects: pl.DataFrame, *, month: date, level: str
) -> pl.DataFrame:
    """The sums of every line, each of its projects themselves."""
    parts = []
    for line, programmes in known.select("line", "programmes").iter_rows():
        of_line = projects.filter(pl.col("programme").is_in(programmes))
        found = sums(of_line, month=month, level=level, by=())
        parts.append(found.with_columns(line=pl.lit(line, pl.Int64)))
    return pl.concat(parts)


def _rows(
    found: pl.DataFrame, known: pl.DataFrame, own: pl.DataFrame, returned: pl.DataFrame
) -> pl.DataFrame:
    """Every line and area there is something about, with its sums; counts of none are 0."""
    told = pl.concat([own.select(KEY), returned.select(KEY)]).unique()
    measured = known.filter("is_measured").select("line", "indicator_code")
    silent = (
        told.join(measured, on="indicator_code")
        .select("line", "area_code")
        .join(found, on=["line", "area_code"], how="anti")
        .with_columns(is_attributed=True)
    )
    rows = pl.concat([found, silent], how="diagonal")
    counts = [name for name in SUMS if name.endswith("_count")]
    return rows.with_columns(pl.col(counts).fill_null(pl.lit(0))).join(
        known.drop("programmes"), on="line", how="left"
    )
