"""The scorecard of all counties, worked out once for a version of the data."""

from datetime import date

import polars as pl

import metrics.scorecard
import metrics.vetoes
from data.catalogue import indicators, programme
from metrics import gains, monthly_ranks, score_items
from metrics.assessment import figures_day
from metrics.calendar import closed_month
from metrics.pace import months_before
from pages.ui import load, measured, this_year
from pages.ui.kept import kept
from pages.ui.scorecard import head, items

# Read together: whatever a card shows finds the others read.
_SHOWN = {*items.codes((*items.AREAS, *items.WORKS)), *head.INDICATORS}
CODES = tuple(code for code in indicators() if code in _SHOWN)
COUNTY, VILLAGE = "county", "village"


@kept
def item_scores(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.score_items.items` for every county with a task."""
    day = figures_day(as_of)
    judged = measured.progress(as_of=day, level=COUNTY, indicators=CODES)
    return score_items.items(judged, load.areas(as_of=as_of), _before(day), as_of=as_of)


@kept
def vetoes(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.vetoes.vetoes`."""
    lifted = load.series(indicators=("people_lifted",), level=COUNTY, through=as_of)
    found = load.evaluations(as_of=as_of)
    return metrics.vetoes.vetoes(found, load.areas(as_of=as_of), lifted, as_of=as_of)


@kept
def cards(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.scorecard.scorecard`."""
    return metrics.scorecard.scorecard(
        item_scores(as_of=as_of),
        vetoes(as_of=as_of),
        load.deductions(as_of=as_of),
        load.areas(as_of=as_of),
        as_of=as_of,
    )


def deductions(*, area: str, as_of: date) -> pl.DataFrame:
    """Decisions of the open assessment about one county: `metrics.scorecard.deducted`."""
    found = metrics.scorecard.deducted(load.deductions(as_of=as_of), as_of=as_of)
    return found.filter(pl.col("area_code") == area)


@kept
def largest_gains(*, area: str, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.gains.gains` of one county."""
    own = item_scores(as_of=as_of).filter(pl.col("area_code") == area)
    codes = tuple(gains.village_indicators(gains.largest(own)))
    look = {"as_of": figures_day(as_of), "level": VILLAGE, "area": area, "indicators": codes}
    villages = measured.progress(**look) if codes else None
    return gains.gains(own, villages, load.areas(as_of=as_of))


@kept
def ranks(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.monthly_ranks.monthly_ranks` for every county with a task."""
    day = figures_day(as_of)
    values = load.actuals(as_of=day, level=COUNTY, indicators=CODES)
    tasks = this_year.tasks(as_of=day, level=COUNTY, area=programme().city_code)
    figures = monthly_ranks.monthly_figures(tasks, values, _before(day), as_of=day)
    return monthly_ranks.monthly_ranks(figures, load.areas(as_of=as_of))


def _before(day: date) -> pl.DataFrame:
    """Values a month before the day of the figures."""
    month = months_before(closed_month(day), 1)
    return load.actuals(as_of=month, level=COUNTY, indicators=CODES)
