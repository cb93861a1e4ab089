"""Words of works: programmes, reasons, offices, quantities and money with their units."""

from collections.abc import Mapping
from typing import Any

from data.catalogue import org_units
from data.catalogue import works as catalogue
from pages.ui import formats, names
from pages.ui.messages import language, t

# Units in which things are counted one by one.
WHOLE = {"km": 1}
MILLION, TEN_THOUSAND = 1_000_000, 10_000


def programme(code: str | None, indicator: str = "") -> str:
    """Name of a programme; of a sum of several that of its indicator."""
    if code is not None:
        return catalogue().programmes[code].name.of(language())
    return names.indicator(indicator)


def reason(code: str | None) -> str:
    """Why a project is late; who gave no reason is named."""
    if code is None:
        return t("works.no_reason")
    return catalogue().late_reasons[code].of(language())


def owner(row: Mapping[str, Any]) -> str:
    """The office that builds, as it was sent, else the one that answers for the sector."""
    sent = row["owner"]
    if sent is None:
        return names.org_unit(row["org_unit_code"])
    return names.org_unit(sent) if sent in org_units() else str(sent)


def quantity(value: float | None, code: str | None, indicator: str = "") -> str:
    """A quantity with its programme's unit: ``12.5公里``, ``3 bridges``; null is a dash."""
    if value is None:
        return formats.DASH
    if code is None:
        return formats.amount(value, indicator)
    entry = catalogue().programmes[code]
    places = WHOLE.get(entry.unit_code, 0)
    unit = entry.unit.of(language())
    # The catalogue's English units are symbols or plurals with an s.
    if language() == "en" and value == 1:
        unit = unit.removesuffix("s")
    return formats.with_unit(formats.number(value, places), unit)


def bare(value: float | None, unit_code: str) -> str:
    """A quantity without its unit, for columns; null is a dash."""
    return formats.number(value, WHOLE.get(unit_code, 0))


def with_unit(code: str | None, indicator: str) -> str:
    """Name of a programme, or of a sum of several, with its unit in brackets."""
    unit = catalogue().programmes[code].unit.of(language()) if code else names.unit(indicator)
    return t("works.name_unit", name=programme(code, indicator), unit=unit)


def bare_money(value: float | None) -> str:
    """Yuan in ten thousands, in English in millions, without the unit; null is a dash."""
    if value is None:
        return formats.DASH
    return formats.number(value / (TEN_THOUSAND if language() == "zh" else MILLION), 2)


def money(value: float | None) -> str:
    """Yuan in ten thousands, as budgets are written: ``1,234.50万元``; in English millions."""
    return formats.DASH if value is None else t("works.money", value=bare_money(value))


def unit_cost(value: float | None) -> str:
    """Yuan for a unit in ten thousands, in English in yuan, without the unit."""
    if language() == "zh":
        return bare_money(value)
    return formats.DASH if value is None else formats.number(value)


def share(value: float | None) -> str:
    """A fraction as a percentage."""
    return formats.rate(value, 1)


def unit_of(line: Mapping[str, Any]) -> str:
    """Unit of a line of `metrics.works_lines.lines`, with that of projects."""
    code = line["programme"]
    unit = names.unit(line["indicator_code"])
    if code is not None:
        unit = catalogue().programmes[code].unit.of(language())
    return t("works.units", unit=unit)
