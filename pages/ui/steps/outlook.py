"""Will it be met: landing on the due date, words for the chance, pace needed and of late."""

from datetime import date

import polars as pl
import streamlit as st

from data.catalogue import programme
from metrics.step_lines import TARGETED
from pages.ui import area_names, formats, load, projected
from pages.ui.messages import language, t
from pages.ui.palette import THEME_COLOURS
from pages.ui.projected import READY
from pages.ui.steps.outlook_table import COLOURS, prospect

MISSED = ("overdue", "unlikely", "even")


def steps(*, area: str, step: str, as_of: date) -> pl.DataFrame:
    """The steps with a target, each with its landing; of all of them also the whole.

    Args:
        area: Code of the area.
        step: Code of a step, or ``all``.
        as_of: Month end of the look.

    Returns:
        Rows of `metrics.step_projection.outlook` with shown_name, the step's.
    """
    wanted = [code for code in (*TARGETED, "all") if step in (code, "all")]
    found = []
    for code in wanted:
        rows = projected.landing(area=area, step=code, as_of=as_of)
        found.append(rows.with_columns(shown_name=pl.lit(_step_name(code))))
    several = pl.concat(found)
    return several if several.height != 2 else several.head(1)


def areas(rows: pl.DataFrame, *, level: str, as_of: date) -> pl.DataFrame:
    """Areas that have missed or may miss the step, those with most people left first.

    Args:
        rows: Result of `projected.below`.
        level: Level of the areas.
        as_of: Month end of the look.
    """
    missed = rows.filter(pl.col("prospect").is_in(MISSED)).sort(
        "expected_left", "area_code", descending=[True, False], nulls_last=True
    )
    names = area_names.in_order(load.areas(as_of=as_of), level)
    return missed.join(names, on="area_code", maintain_order="left")


def sentences(rows: pl.DataFrame) -> None:
    """One sentence for each step still to come: where it lands, and how sure that is."""
    for row in rows.iter_rows(named=True):
        if row["projected_value"] is None:
            continue
        is_sure = row["prospect"] is not None
        said = t(
            "steps.landing" if is_sure else "steps.landing_unsure",
            name=row["shown_name"],
            due=formats.month(row["target_date"]),
            value=formats.amount(row["projected_value"], READY),
            range=formats.span(row["projected_low"], row["projected_high"], READY),
            left=formats.amount(row["expected_left"], READY),
        )
        # A short history gives a value before it gives a range and a chance.
        colour = THEME_COLOURS[COLOURS[row["prospect"]]] if is_sure else "gray"
        word = prospect(row, with_doubt=True) if is_sure else t("steps.unsure")
        st.markdown(f":{colour}-badge[{formats.plain(word)}] {formats.plain(said)}")


def _step_name(code: str) -> str:
    return t("steps.both") if code == "all" else programme().steps[code].name.of(language())
