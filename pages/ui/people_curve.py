"""The step curve of people out of poverty, for an area and one step or all of them."""

from datetime import date

import polars as pl
import streamlit as st

from data.catalogue import indicators, programme
from metrics import milestones, step_lines
from metrics.calendar import month_end
from pages.ui import charts, layout, load, measured, projected, provenance, show
from pages.ui.kept import kept
from pages.ui.messages import language, t

HEIGHT, PAPER_HEIGHT = 420, 310
OFFICIAL, READY = "people_lifted", "people_ready"
# Step 3 has no target, and nothing to land on.
KEEPING = "step3"


def draw(
    *, area: str, as_of: date, step: str, key: str, assumed: pl.DataFrame | None = None
) -> None:
    """Plan as the sum of the areas, official exits, people ready and where they will land.

    Args:
        area: Code of the city or of a county.
        as_of: Month end of the look; nothing later is drawn but plan and projection.
        step: Code of a step, or ``all``.
        key: Name of the chart on its page.
        assumed: Month and value of what would come under the reader's assumption.
    """
    reached = lines(area=area, step=step, as_of=as_of)
    drawing = charts.step_curve(
        _planned(area=area, step=step, as_of=as_of),
        *(_line(reached, code) for code in (OFFICIAL, READY)),
        _points(area, step, as_of),
        indicator=indicators()[OFFICIAL],
        as_of=as_of,
        palette=show.palette(),
        height=PAPER_HEIGHT if layout.is_print() else HEIGHT,
        fan=None if step == KEEPING else projected.path(area=area, step=step, as_of=as_of),
        assumed=assumed,
    )
    show.chart(drawing, key=key)
    with st.container(horizontal=True):
        for code in (OFFICIAL, READY):
            label = t("provenance.button_of", name=indicators()[code].name.of(language()))
            provenance.where_from(area, code, as_of=as_of, key=f"{key}_{code}", label=label)


@kept
def lines(*, area: str, step: str, as_of: date) -> pl.DataFrame:
    """Rows of `metrics.step_lines.lines` for both people's figures; a step is its villages."""
    people = measured.people(through=as_of, area=area)
    series = people.filter(pl.col("indicator_code").is_in([OFFICIAL, READY]))
    places = step_lines.places(load.areas(as_of=as_of), area=area, step=step)
    return step_lines.lines(series, places)


@kept
def _planned(*, area: str, step: str, as_of: date) -> pl.DataFrame:
    years = range(programme().baseline_date.year, programme().steps["step3"].due_date.year + 1)
    ends = [month_end(year, 12) for year in years]
    curve = measured.curve(as_of=as_of, level="county", months=ends, by=("step",))
    planned = curve.filter(pl.col("indicator_code") == OFFICIAL)
    within = step_lines.places(planned, area=area, step=step)
    return within.group_by("month").agg(value=pl.col("planned_value").sum())


def _line(rows: pl.DataFrame, code: str) -> pl.DataFrame:
    return rows.filter(pl.col("indicator_code") == code).select("month", value="reported_value")


def _points(area: str, step: str, as_of: date) -> pl.DataFrame:
    """The policy's figures for the city, an area's own targets for an area."""
    if area == programme().city_code:
        points = milestones.of_policy(OFFICIAL)
    else:
        planned = measured.planned(as_of=as_of, level="county", by=("step",))
        own = planned.filter(pl.col("indicator_code") == OFFICIAL)
        points = milestones.of_area(step_lines.places(own, area=area, step=step))
    value = "total_value"
    if step in step_lines.TARGETED:
        points, value = points.filter(pl.col("step") == step), "target_value"
    steps = [programme().steps[code].name.of(language()) for code in points["step"]]
    labels = [
        t("chart.point", steps=t("frame.comma").join(steps[: number + 1]))
        for number in range(len(steps))
    ]
    return points.select(
        "due_date", target_value=value, label=pl.Series(labels, dtype=pl.String)
    )
