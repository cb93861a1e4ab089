"""Cases of attention as every page that names them shows them."""

from datetime import date

import polars as pl

from metrics.attention import attention
from metrics.rule_figures import COUNTY_INDICATORS, VILLAGE_INDICATORS, rule_figures
from pages.ui import load
from pages.ui.kept import kept


@kept
def cases(*, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.attention.attention` for the whole city."""
    latest = load.programme_state()["latest_month"]
    return attention(_figures(through=latest), load.notices(as_of=as_of), as_of=as_of)


@kept
def _figures(*, through: date) -> pl.DataFrame:
    """Rows of `metrics.rule_figures` up to the last month: one answer serves every as-of month.

    What was planned and done by a month doesn't depend on later ones.
    """
    return rule_figures(
        load.areas(as_of=through),
        load.series(indicators=VILLAGE_INDICATORS, level="village", through=through),
        load.series(indicators=COUNTY_INDICATORS, level="county", through=through),
        load.coverage(as_of=through),
        load.targets(as_of=through),
        load.plans(),
        as_of=through,
    )
