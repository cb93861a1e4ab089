"""What needs a decision of the leadership group: the worst of every kind, a handful at most."""

from datetime import date

import polars as pl

from data.catalogue import settings
from metrics import decision_rows, problems
from metrics.decision_rows import UNIT
from metrics.frames import require

# The worst kind first.
KINDS = ("veto", "talk", "unlikely", "warning", "problems")


def candidates(
    attention: pl.DataFrame,
    vetoes: pl.DataFrame,
    projections: pl.DataFrame,
    ledger: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Everything that may be put to the leadership group, the worst first.

    ========  ================================================  ===========================
    kind      who                                               in the order of
    ========  ================================================  ===========================
    veto      an area whose evaluation fails for certain        distance to the limit, as a
                                                                share of the limit
    talk      meets the rule for a talk, nothing decided yet    points behind
    unlikely  an area with a chance under                       chance, then what will be
              chance_unlikely_below to reach its target         missing
    warning   warned by the half-year's figures                 points behind
    problems  the lead office of problems past their date,      days of the longest
              or their area where none leads                    overdue, then their number
    ========  ================================================  ===========================

    A unit has one line for each cause, the worst kind of it: an area that missed its task isn't
    listed again as behind or as unlikely. Equal ones come in the order of codes. Source:
    docs/methods.md, "What needs a decision".

    Args:
        attention: Result of `metrics.attention.attention`.
        vetoes: One row per area and veto: area_code, veto, value, threshold (fractions), state.
        projections: One row per area: area_code, target_value, projected_value (same unit),
            chance (fraction).
        ledger: Rows `metrics.problems.ledger` takes, with lead_office and area_code.
        as_of: Day of the look.

    Returns:
        One row per unit and cause: `metrics.decision_rows.SCHEMA`. cause is evaluation, task,
        works, money, returns or problems; detail the veto or the rule of attention; value and
        planned the figure and its limit, plan or target; count how many vetoes, late indicators
        or problems the line stands for; url_path the page where to look. Null: the kind has no
        such figure.

    Raises:
        MissingColumnsError: A frame lacks a column named above.
    """
    require(attention, "attention", *UNIT, "rule", "stage", "points_behind", "late_indicators")
    require(vetoes, "vetoes", "area_code", "veto", "value", "threshold", "state")
    require(
        projections, "projections", "area_code", "target_value", "projected_value", "chance"
    )
    require(ledger, "ledger", "lead_office", "area_code")
    rows = {
        "veto": decision_rows.of_vetoes(vetoes),
        "talk": decision_rows.of_attention(attention, "meets_talk_rule", "talk"),
        "unlikely": decision_rows.of_projections(projections),
        "warning": decision_rows.of_attention(attention, "warning", "warning"),
        "problems": decision_rows.of_problems(problems.ledger(ledger, as_of=as_of)),
    }
    return pl.concat(decision_rows.filled(rows[kind]) for kind in KINDS).unique(
        [*UNIT, "cause"], keep="first", maintain_order=True
    )


def needs_decision(
    attention: pl.DataFrame,
    vetoes: pl.DataFrame,
    projections: pl.DataFrame,
    ledger: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """The first of `candidates`, as many as decision_rows of the settings allows."""
    every = candidates(attention, vetoes, projections, ledger, as_of=as_of)
    return every.head(settings().decision_rows)
