"""The items of a county's card: one line per indicator, its plan, its group, its trend."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from data.catalogue import indicators
from pages.ui import charts, formats, names
from pages.ui.messages import t

# The four areas of assessment in the order of the 2016 rules; works stand beside them.
AREAS = ("effect", "identification", "support", "funds")
WORKS = ("works",)


def codes(areas: Sequence[str]) -> list[str]:
    """Indicators of some areas of assessment that a county has a value for, area by area."""
    entries = indicators().values()
    return [
        entry.code
        for area in areas
        for entry in entries
        if entry.assessment_area == area and entry.level != "city"
    ]


def lines(
    rows: pl.DataFrame, groups: pl.DataFrame, series: pl.DataFrame, areas: Sequence[str]
) -> pl.DataFrame:
    """What the table shows of one county.

    Args:
        rows: Result of `metrics.peers.ahead` for one county.
        groups: Result of `metrics.peers.groups` for the county's own group.
        series: Month ends of the county, for the small lines.
        areas: Areas of assessment to show, in order.

    Returns:
        One row per indicator with a task here, in the order of the areas: indicator_code,
        assessment_area, light, light_reason, is_by_ready (the light is that of another
        indicator), spark, and as text what `item_columns` shows and ahead_words (with its
        unit): empty where the question doesn't arise, null where nothing was reported.
    """
    wanted = codes(areas)
    known = rows.filter(
        pl.col("indicator_code").is_in(wanted), pl.col("cycle_state") != "no_task"
    ).sort(pl.col("indicator_code").cast(pl.Enum(wanted)))
    sparks = charts.sparks(series, "reported_value").select("indicator_code", "spark")
    peers = {row["indicator_code"]: row for row in groups.iter_rows(named=True)}
    texts = [_texts(row, peers.get(row["indicator_code"])) for row in known.to_dicts()]
    shown = pl.DataFrame(texts, schema=_SCHEMA)
    return shown.join(sparks, on="indicator_code", how="left", maintain_order="left")


def without_task(rows: pl.DataFrame, areas: Sequence[str]) -> list[str]:
    """Names of the indicators of the areas that this county need not report."""
    idle = rows.filter(pl.col("cycle_state") == "no_task")["indicator_code"].to_list()
    return [names.indicator(code) for code in codes(areas) if code in idle]


_TEXTS = (
    *("indicator_code", "assessment_area", "area", "name", "name_office", "target", "actual"),
    *("planned", "ahead", "ahead_words", "light", "light_reason", "group", "state", "office"),
)
_SCHEMA = {**dict.fromkeys(_TEXTS, pl.String), "is_by_ready": pl.Boolean}


def _texts(row: Mapping[str, Any], group: Mapping[str, Any] | None) -> dict[str, Any]:
    code = row["indicator_code"]
    entry = indicators()[code]
    return {
        "indicator_code": code,
        "assessment_area": entry.assessment_area,
        "name_office": t(
            "scorecard.named_office",
            name=names.indicator(code),
            office=names.org_unit(entry.owner),
        ),
        "area": t(f"assessment_area.{entry.assessment_area}"),
        "name": names.indicator(code),
        "target": _target(row),
        "actual": _actual(row),
        "planned": _planned(row),
        "is_by_ready": row["light_basis"] != code,
        "ahead": _ahead(row, unit=False),
        "ahead_words": _ahead(row, unit=True),
        "light": row["light"],
        "light_reason": row["light_reason"],
        "group": _group(code, group),
        "state": _state(row),
        "office": names.org_unit(entry.owner),
    }


def _target(row: Mapping[str, Any]) -> str:
    """The target; that the policy has no figure, unless an area's plan was to bring one."""
    if row["target_value"] is not None:
        return formats.amount(row["target_value"], row["indicator_code"])
    return "" if row["target_kind"] == "imported" else t("light_reason.no_target")


def _actual(row: Mapping[str, Any]) -> str | None:
    """The value; of things counted also the share of the task that is done."""
    code, value = row["indicator_code"], row["actual_value"]
    if value is None:
        return None if row["cycle_state"] == "not_reported" else ""
    text = formats.amount(value, code)
    counted = indicators()[code].aggregation == "sum" and row["attainment_rate"] is not None
    return (
        t("scorecard.with_rate", value=text, rate=formats.rate(row["attainment_rate"], 1))
        if counted
        else text
    )


def _planned(row: Mapping[str, Any]) -> str:
    """What was to be reached by now; nothing while nothing is due or promised."""
    if row["planned_value"] is None or row["light_reason"] == "not_due":
        return ""
    return formats.amount(row["planned_value"], row["indicator_code"])


def _ahead(row: Mapping[str, Any], *, unit: bool) -> str:
    if row["light_reason"] == "not_due":
        return ""
    if row["points_ahead"] is not None:
        return formats.points(row["points_ahead"], unit=unit)
    if row["value_ahead"] is not None:
        return formats.change(row["value_ahead"], row["indicator_code"])
    return ""


def _group(code: str, group: Mapping[str, Any] | None) -> str:
    if group is None:
        return ""
    counted = indicators()[code].aggregation == "sum"
    if counted and group["attainment_rate"] is not None:
        return t("scorecard.group_rate", rate=formats.rate(group["attainment_rate"], 1))
    return formats.amount(group["mean_value"] if counted else group["total_value"], code)


def _state(row: Mapping[str, Any]) -> str:
    word = t(f"cycle_state.{row['cycle_state']}")
    if row["cycle_state"] in ("carried", "not_due") and row["period"] is not None:
        return t("scorecard.of_period", state=word, period=formats.month_short(row["period"]))
    if row["cycle_state"] == "reported" and row["carried_areas"]:
        return t("scorecard.some_carried", state=word, count=row["carried_areas"])
    return word
