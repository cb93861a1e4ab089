"""The register's yearly bridge in two lines, and the two rates of people lifted."""

import polars as pl

from metrics.frames import require
from metrics.plan import ancestor

POOR = ("not_exited", "ready", "fell_back")
OUT = ("exited_supported", "exited")
ADDED = ("newly_identified", "fallen_back", "natural_increase")
LEFT = ("exited", "removed", "natural_decrease", "closed", "unexplained")
ITEMS = ("start", *ADDED, *LEFT, "end")


def bridge(changes: pl.DataFrame, areas: pl.DataFrame, *, level: str) -> pl.DataFrame:
    """How many people were poor, and on the register, at the start and the end of each year.

    Line A, still poor::

        start + newly identified + fallen back + natural increase
              - exited - removed - natural decrease - closed - unexplained = end

    Line B, on the register, likewise with people who have exited, so it knows no exits and no
    falling back. Births and deaths of exited households are in B alone. ``unexplained`` are
    people whose household has no row at the year's end: it should be 0 and is never hidden.
    Source: docs/methods.md, 5.

    Args:
        changes: One row per village, year, status_before and register_status, with
            people_before, people, people_increase and people_decrease.
        areas: One row per area: area_code, area_name, area_level, township_code, county_code.
        level: Level whose areas get rows.

    Returns:
        One row per area, year and line (A, B), in area and year order: area_code, area_name,
        year, line and `ITEMS`, all in persons.
    """
    require(changes, "changes", "area_code", "year", "status_before", "register_status")
    places = areas.select("area_code", parent_code=ancestor(level))
    rows = changes.join(places, on="area_code").with_columns(
        was_poor=pl.col("status_before").is_in(POOR).fill_null(False),
        was_out=pl.col("status_before").is_in(OUT).fill_null(False),
        is_poor=pl.col("register_status").is_in(POOR).fill_null(False),
        is_out=pl.col("register_status").is_in(OUT).fill_null(False),
    )
    lines = [_line(rows, name) for name in ("A", "B")]
    names = areas.select("area_code", "area_name")
    return (
        pl.concat(lines)
        .join(names, on="area_code")
        .select("area_code", "area_name", "year", "line", *ITEMS)
        .sort("area_code", "year", "line")
    )


def rates(bridges: pl.DataFrame, planned: pl.DataFrame) -> pl.DataFrame:
    """People lifted at each year's end, net, as a share of two different wholes.

    ``rate_a = lifted / policy figure`` is for the record and never changes its denominator;
    ``rate_b = lifted / (lifted + still poor)`` carries the light only once an adjusted target
    with document number, date and approver was recorded (docs/methods.md, 5).

    Args:
        bridges: Result of `bridge`.
        planned: Result of `metrics.plan.roll_up` for the same level.

    Returns:
        One row per area and year: area_code, year, lifted_people, still_poor_people,
        removed_people (since the first year), policy_target, adjusted_target (null unless
        approved), rate_a, rate_b (fractions; null where the whole is 0), light_rate (A or B).
    """
    keys = ["area_code", "year"]
    still_poor = bridges.filter(pl.col("line") == "A").select(
        *keys, still_poor_people="end", removed="removed"
    )
    registered = bridges.filter(pl.col("line") == "B").select(*keys, registered_people="end")
    target = planned.filter(pl.col("indicator_code") == "people_lifted").select(
        "area_code", policy_target="target_value", adjusted_target="adjusted_target_value"
    )
    lifted = pl.col("lifted_people")
    return (
        still_poor.join(registered, on=keys)
        .join(target, on="area_code", how="left")
        .sort(keys)
        .with_columns(
            lifted_people=pl.col("registered_people") - pl.col("still_poor_people"),
            removed_people=pl.col("removed").cum_sum().over("area_code"),
        )
        .with_columns(
            rate_a=pl.when(pl.col("policy_target") > 0).then(lifted / pl.col("policy_target")),
            rate_b=pl.when(pl.col("registered_people") > 0).then(
                lifted / pl.col("registered_people")
            ),
            light_rate=pl.when(pl.col("adjusted_target").is_not_null())
            .then(pl.lit("B"))
            .otherwise(pl.lit("A")),
        )
        .select(
            *(*keys, "lifted_people", "still_poor_people", "removed_people", "policy_target"),
            *("adjusted_target", "rate_a", "rate_b", "light_rate"),
        )
    )


def _line(rows: pl.DataFrame, line: str) -> pl.DataFrame:
    if line == "A":
        before, after = pl.col("was_poor"), pl.col("is_poor")
        fell_back = pl.col("was_out") & pl.col("is_poor")
        exited = ~pl.col("was_out") & pl.col("is_out")
    else:
        before, after = (
            pl.col("was_poor") | pl.col("was_out"),
            pl.col("is_poor") | pl.col("is_out"),
        )
        fell_back = exited = pl.lit(False)
    was_there = pl.col("was_poor") | pl.col("was_out")
    is_there = pl.col("is_poor") | pl.col("is_out")
    remains = before & pl.col("register_status").is_not_null()
    gone = {
        name: before & (pl.col("register_status") == name) for name in ("removed", "closed")
    }
    missing = before & pl.col("register_status").is_null()
    return rows.group_by("year", area_code="parent_code").agg(
        pl.lit(line).alias("line"),
        start=pl.col("people_before").filter(before).sum(),
        newly_identified=pl.col("people").filter(~was_there & is_there).sum(),
        fallen_back=pl.col("people").filter(fell_back).sum(),
        natural_increase=pl.col("people_increase").filter(remains).sum(),
        exited=pl.col("people").filter(exited).sum(),
        removed=pl.col("people").filter(gone["removed"]).sum(),
        natural_decrease=pl.col("people_decrease").filter(remains).sum(),
        closed=pl.col("people").filter(gone["closed"]).sum(),
        unexplained=pl.col("people_before").filter(missing).sum(),
        end=pl.col("people").filter(after).sum(),
    )
