"""Figures. Each function takes a frame and returns a `Drawing`; none calls st."""

from pages.ui.charts.bars import bars, sparks
from pages.ui.charts.base import Drawing, config
from pages.ui.charts.bridge import bridge
from pages.ui.charts.curve import step_curve
from pages.ui.charts.funnel import funnel
from pages.ui.charts.matrix import light_matrix
from pages.ui.charts.score_line import score_line
from pages.ui.charts.works_years import works_years

__all__ = [
    "Drawing",
    "bars",
    "bridge",
    "config",
    "funnel",
    "light_matrix",
    "score_line",
    "sparks",
    "step_curve",
    "works_years",
]
