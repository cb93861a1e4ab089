"""What an office has set, and what the sample has invented, as tables."""

import polars as pl
import streamlit as st

from data.catalogue import programme, settings
from data.sample.assumptions import assumption, county_assumptions
from pages.ui import area_names, formats, load, tables
from pages.ui.columns import Column
from pages.ui.messages import language, t

RATES = (
    *("light_green", "light_yellow", "light_orange", "fall_tolerance", "default_as_of_share"),
    *("attention_reminder_above", "attention_warning_above", "attention_met_from"),
    *("chance_likely_above", "chance_unlikely_below", "works_money_ahead"),
)
FORMULAS = ("parent", "plan", "attainment", "spi", "lights", "rates", "bridge", "states")


def formulas_table() -> None:
    """How the figures are computed, in words, with the thresholds in force."""
    limits = {
        "green": formats.number(settings().light_green, 2),
        "yellow": formats.number(settings().light_yellow, 2),
    }
    rows = [(t(f"formula.{name}"), t(f"formula_of.{name}", **limits)) for name in FORMULAS]
    _table(rows, ["figure", "how"], "formulas")


def settings_table() -> None:
    """Thresholds and deadlines in force, each with what it does and where it comes from."""
    values = settings()
    plain = {
        name: getattr(values, name)
        for name in values.__slots__
        if isinstance(getattr(values, name), bool | int | float | None)
    }
    deadlines = {
        f"report_{cycle}": days
        for cycle, days in values.report_days.items()
        if days is not None
    }
    rows = [
        (t(f"setting.{name}"), _value(name, value), t(f"setting_source.{_source(name)}"))
        for name, value in {**plain, **deadlines}.items()
    ]
    _table(rows, ["setting", "value", "source"], "settings")


def shapes_table() -> None:
    """Share of a year's task that is to be done by the end of each month."""
    shapes = settings().plan_shapes
    rows = [
        {
            "shape": t(f"plan_shape.{code}"),
            **{str(m): share for m, share in enumerate(shape, 1)},
        }
        for code, shape in shapes.items()
    ]
    months = [Column(str(m), formats.month_name(m), "rate") for m in range(1, 13)]
    tables.show(
        pl.DataFrame(rows),
        [Column("shape", t("definitions.shape")), *months],
        title=t("definitions.shapes"),
        key="shapes",
        dash_note=False,
    )


def steps_table() -> None:
    """The steps of the policy."""
    rows = [
        (step.name.of(language()), formats.day(step.due_date), step.task.of(language()))
        for step in programme().steps.values()
    ]
    _table(rows, ["step", "due", "task"], "steps")


def assumptions_table() -> None:
    """What the sample invents about the areas, where the policy doesn't say."""
    areas = load.areas(as_of=programme().baseline_date)
    assumed = county_assumptions()
    rows = [
        {
            "area": name,
            "step": programme().steps[county.step].name.of(language()),
            "poor_county": t(f"poor_county.{county.poor_county or 'none'}"),
            "poor_villages": county.poor_villages,
        }
        for code, name in area_names.by_code(areas, "county").items()
        if (county := assumed.get(code)) and county.step
    ]
    columns = [
        Column(name, t(f"definitions.{name}")) for name in ("area", "step", "poor_county")
    ]
    tables.show(
        pl.DataFrame(rows),
        [*columns, Column("poor_villages", t("definitions.poor_villages"), "number")],
        title=t("definitions.assumptions"),
        key="assumptions",
        note=t("definitions.assumptions_note"),
        dash_note=False,
    )
    register = assumption("register")
    st.markdown(
        t(
            "definitions.register_note",
            removed=formats.rate(register["removed_share"], 0),
            identified=formats.rate(register["identified_share"], 0),
        )
    )


def _value(name: str, value: float | bool | None) -> str:
    if value is None:
        return t("definitions.off")
    if isinstance(value, bool):
        return t(f"definitions.{'yes' if value else 'no'}")
    return formats.rate(value, 0) if name in RATES else formats.number(value, _places(value))


def _places(value: float) -> int:
    return 0 if value == int(value) else 2


def _source(name: str) -> str:
    by_method = ("light_", "fall_", "lag_", "default_", "chance_")
    return "method" if name.startswith(by_method) else "office"


def _table(rows: list[tuple[str, ...]], columns: list[str], name: str) -> None:
    tables.show(
        pl.DataFrame(rows, schema=columns, orient="row"),
        [Column(column, t(f"definitions.{column}")) for column in columns],
        title=t(f"definitions.{name}"),
        key=name,
        dash_note=False,
    )
