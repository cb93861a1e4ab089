"""Which rules each form has to keep, what makes its rows unique and where they are stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Table

from data.intake.problems import Check
from data.intake.validation.geography import check_geography
from data.intake.validation.ledgers import (
    check_deductions,
    check_evaluations,
    check_notices,
    check_problems,
)
from data.intake.validation.observations import check_observations
from data.intake.validation.promises import (
    check_annual_plan,
    check_designations,
    check_targets,
)
from data.intake.validation.reference import Reference
from data.intake.validation.register import check_households, check_villages
from data.intake.validation.works import check_works
from data.warehouse.schema import (
    fct_area_place,
    fct_deduction,
    fct_designation,
    fct_evaluation,
    fct_household_year,
    fct_notice,
    fct_observation,
    fct_plan,
    fct_problem,
    fct_target,
    fct_village_year,
    fct_work,
)

_CheckRows = Callable[..., tuple[pl.DataFrame, list[Check]]]


@dataclass(frozen=True, slots=True)
class Rules:
    """How the rows of one form are checked and kept.

    Attributes:
        check: Works out place and indicator of the rows and gives the form's own checks.
        key: Columns that no two rows of a file share; the first is a field.
        table: Fact table of the rows.
    """

    check: _CheckRows
    key: tuple[str, ...]
    table: Table


RULES = {
    "observations": Rules(
        check_observations,
        ("area_code", "indicator_code", "period", "verification"),
        fct_observation,
    ),
    "targets": Rules(
        check_targets, ("area_code", "indicator_code", "target_version"), fct_target
    ),
    "annual_plan": Rules(check_annual_plan, ("area_code", "indicator_code", "year"), fct_plan),
    "designations": Rules(check_designations, ("area_code", "valid_from"), fct_designation),
    "households": Rules(check_households, ("household_code", "year"), fct_household_year),
    "villages": Rules(check_villages, ("area_code", "year"), fct_village_year),
    "problems": Rules(check_problems, ("problem_code",), fct_problem),
    "evaluations": Rules(
        check_evaluations, ("area_code", "exit_year", "surveyed_on"), fct_evaluation
    ),
    # `check_notices` works out the unit, which is one of two codes, and the term.
    "notices": Rules(check_notices, ("rule", "unit", "year", "term"), fct_notice),
    "deductions": Rules(
        check_deductions, ("area_code", "year", "kind", "document_no"), fct_deduction
    ),
    "works": Rules(check_works, ("work_code", "period"), fct_work),
    "geography": Rules(check_geography, ("area_code", "place_kind"), fct_area_place),
}


def form_checks(
    form: str, frame: pl.DataFrame, reference: Reference, *, arrived_on: date
) -> tuple[pl.DataFrame, list[Check]]:
    """Rows with place and indicator worked out, and every check of the form.

    Two rows with the same key are both wrong: which of them is meant, only the sender knows.
    """
    rules = RULES[form]
    frame, checks = rules.check(frame, reference, arrived_on=arrived_on)
    keys = [pl.col(code) for code in rules.key]
    whole = pl.all_horizontal(key.is_not_null() for key in keys)
    row = pl.col("row_number")
    first, last = row.min().over(rules.key), row.max().over(rules.key)
    other = pl.when(row == first).then(last).otherwise(first)
    twice = whole & pl.struct(keys).is_duplicated()
    return frame, [*checks, Check(twice, rules.key[0], "duplicate", other)]
