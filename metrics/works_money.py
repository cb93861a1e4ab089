"""What works cost: by unit, and what was paid against the work done."""

from collections.abc import Sequence

import polars as pl

from data.catalogue import settings
from metrics.frames import require
from metrics.works_places import of_one_unit, placed, total

MONEY_COLUMNS = [
    *("project_count", "budget_cny", "spent_cny", "compared_count", "compared_budget_cny"),
    *("compared_spent_cny", "earned_cny", "paid_share", "work_share", "points_ahead"),
    *("is_money_ahead", "money_ahead_count", "planned_unit_cost_cny", "costed_count"),
    *("budget_unit_cost_cny", "spent_unit_cost_cny"),
]


def with_shares(projects: pl.DataFrame) -> pl.DataFrame:
    """The projects with the share of their work that is done and of their budget that is paid.

    ::

        work_share   = 1 when complete, else quantity done / planned, at most 1
        paid_share   = paid / budget
        points_ahead = paid_share - work_share

    ``is_money_ahead``: the money is ahead of the work by more than *works_money_ahead* of the
    settings. Shares are null where a part isn't reported or nothing is planned.
    """
    planned, budget = pl.col("quantity_planned"), pl.col("budget_cny")
    done = pl.when(planned > 0).then(pl.col("quantity_done") / planned)
    return (
        projects.with_columns(
            work_share=pl.when(pl.col("finished_on").is_not_null())
            .then(1.0)
            .otherwise(done.clip(upper_bound=1.0)),
            paid_share=pl.when(budget > 0).then(pl.col("paid_cny") / budget),
        )
        .with_columns(points_ahead=pl.col("paid_share") - pl.col("work_share"))
        .with_columns(is_money_ahead=is_ahead())
    )


def is_ahead() -> pl.Expr:
    """Whether ``points_ahead`` is more than an advance explains; what isn't known isn't."""
    # Differences of decimals: 0.8 - 0.5 is a little more than 0.3.
    return (pl.col("points_ahead").round(9) > settings().works_money_ahead).fill_null(False)


def money(
    projects: pl.DataFrame, *, level: str, by: Sequence[str] = ("programme",)
) -> pl.DataFrame:
    """Money spent against work done, and the cost of a unit, by area and programme.

    Shares compare the same projects: those whose budget, payment and work are all known. Work
    is added up in money, because units differ and so do their costs::

        earned       = Σ budget * work_share
        work_share   = earned / Σ budget
        paid_share   = Σ paid / Σ budget
        unit cost    planned: Σ budget / Σ quantity planned, of all projects
                     budget, spent: Σ budget, Σ paid / Σ quantity done, of complete projects

    Args:
        projects: Result of `metrics.works_projects.projects`.
        level: Level whose areas get rows; what lies above it has rows of its own.
        by: Columns to keep apart, such as programme, sector, due_year. Where projects of
            different units meet in one row, the cost of a unit is null.

    Returns:
        One row per ``by`` and area: ``by``, area_code, is_attributed, `MONEY_COLUMNS`. Sums are
        of the projects that reported them (null: none), compared_count and costed_count say of
        how many projects the shares and the cost of a unit done are; money_ahead_count how many
        are ahead by themselves.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(projects, "projects", *by, "work_share", "paid_share", "points_ahead")
    budget, spent = pl.col("budget_cny"), pl.col("paid_cny")
    is_compared = pl.col("points_ahead").is_not_null()
    done, planned = pl.col("quantity_done"), pl.col("quantity_planned")
    is_costed = (
        pl.col("finished_on").is_not_null()
        & budget.is_not_null() & spent.is_not_null() & (done > 0)
    ).fill_null(False)  # fmt: skip
    is_estimated = (budget.is_not_null() & (planned > 0)).fill_null(False)
    rows = (
        placed(projects, level=level)
        .group_by(*by, "area_code", "is_attributed", maintain_order=True)
        .agg(
            project_count=pl.len().cast(pl.Int64),
            budget_cny=total(budget),
            spent_cny=total(spent),
            compared_count=is_compared.sum().cast(pl.Int64),
            compared_budget_cny=total(budget.filter(is_compared)),
            compared_spent_cny=total(spent.filter(is_compared)),
            earned_cny=total((budget * pl.col("work_share")).filter(is_compared)),
            money_ahead_count=pl.col("is_money_ahead").sum().cast(pl.Int64),
            planned_unit_cost_cny=_quotient(budget, planned, is_estimated),
            costed_count=is_costed.sum().cast(pl.Int64),
            budget_unit_cost_cny=_quotient(budget, done, is_costed),
            spent_unit_cost_cny=_quotient(spent, done, is_costed),
        )
        .with_columns(
            paid_share=pl.col("compared_spent_cny") / pl.col("compared_budget_cny"),
            work_share=pl.col("earned_cny") / pl.col("compared_budget_cny"),
        )
        .with_columns(points_ahead=pl.col("paid_share") - pl.col("work_share"))
        .with_columns(is_money_ahead=is_ahead())
    )
    return rows.select(*by, "area_code", "is_attributed", *MONEY_COLUMNS)


def _quotient(above: pl.Expr, below: pl.Expr, where: pl.Expr) -> pl.Expr:
    """Sums first, division last; nothing where units differ."""
    quotient = above.filter(where).sum() / below.filter(where).sum()
    return of_one_unit(pl.when(where.any()).then(quotient))
