"""The lines in which works are told: programmes, and those of one indicator added up."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import polars as pl

from data.catalogue import WorkProgramme, indicators
from data.catalogue import works as catalogue
from metrics import plan, plan_rows, promises

_SCHEMA = pl.Schema(
    {
        "programme": pl.String(),
        "indicator_code": pl.String(),
        "unit_code": pl.String(),
        "is_measured": pl.Boolean(),
        "programmes": pl.List(pl.String()),
    }
)


@lru_cache(maxsize=8)
def lines(sector: str | None) -> pl.DataFrame:
    """The lines of a sector, or of all: one for each programme, and one for each sum.

    A sum stands before its parts: rural roads are the three programmes of roads, houses those
    repaired and those rebuilt. Nothing else is added up, bridges not to kilometres and wells
    not to taps: a sum's programmes have one unit.

    Returns:
        One row per line: line (its place), programme (null: a sum), indicator_code (the
        programme's code where it has none), unit_code, is_measured (its target and what was
        returned are those of the indicator: quantities, and nobody else counts for it),
        programmes (whose works it counts).
    """
    programmes = [p for p in catalogue().programmes.values() if sector in (None, p.sector)]
    rows: list[dict[str, object]] = []
    sums = _sums(programmes)
    for entry in programmes:
        for code, parts in sums.items():
            if parts[0] == entry.code:
                rows.append(_line(None, code, entry.unit_code, True, parts))
        own = entry.indicator_code
        is_measured = own is not None and own not in sums
        is_measured = is_measured and indicators()[str(own)].aggregation == "sum"
        rows.append(
            _line(entry.code, own or entry.code, entry.unit_code, is_measured, [entry.code])
        )
    return pl.DataFrame(rows, schema=_SCHEMA).with_columns(line=pl.int_range(pl.len()))


def targets_of(
    known: pl.DataFrame,
    targets: pl.DataFrame,
    plans: pl.DataFrame,
    areas: pl.DataFrame,
    *,
    as_of: date,
    level: str,
) -> pl.DataFrame:
    """The targets of the measured lines in the areas of a level.

    The city is held to the policy's figure; areas to the targets that were given to them, added
    up.

    Returns:
        One row per indicator and area that has a target: indicator_code, area_code,
        own_target_value, own_target_date, target_source (policy, targets).
    """
    codes = known.filter("is_measured")["indicator_code"].to_list()
    asked = pl.col("indicator_code").is_in(list(plan_rows.needed_for(codes)))
    given = plan.planned(targets.filter(asked), plans.filter(asked), as_of=as_of)
    found = plan.roll_up(given, areas, level=level).filter(
        pl.col("indicator_code").is_in(codes)
    ).select(
        "indicator_code",
        "area_code",
        own_target_value="target_value",
        own_target_date="target_date",
        target_source=pl.lit("targets"),
    )  # fmt: skip
    if level != "city":
        return found
    is_figure = (pl.col("target_kind") == "value") & ~pl.col("is_each")
    policy = promises.measures(tuple(codes)).filter(is_figure).select(
        "indicator_code",
        plan.ancestor("city").alias("area_code"),
        own_target_value="promised_value",
        own_target_date="due_date",
        target_source=pl.lit("policy"),
    )  # fmt: skip
    others = found.join(policy, on=["indicator_code", "area_code"], how="anti")
    return pl.concat([policy, others])


def _sums(programmes: Sequence[WorkProgramme]) -> dict[str, list[str]]:
    """Indicators that add up what several programmes build; one unit, or they couldn't."""
    found = {}
    for code, indicator in indicators().items():
        own = {*indicator.components, code}
        parts = [entry.code for entry in programmes if entry.indicator_code in own]
        if len(parts) > 1 and indicator.aggregation == "sum":
            found[code] = parts
    return found


def _line(
    programme: str | None, indicator: str, unit: str, is_measured: bool, parts: list[str]
) -> dict[str, object]:
    return {
        "programme": programme,
        "indicator_code": indicator,
        "unit_code": unit,
        "is_measured": is_measured,
        "programmes": parts,
    }
