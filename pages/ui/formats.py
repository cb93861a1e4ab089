"""Numbers, dates and lights as the reader sees them. No other module turns them into text."""

import re
from collections.abc import Callable
from datetime import date

from data.catalogue import Indicator, indicators
from pages.ui import names
from pages.ui.messages import is_one, language, t

DASH = "—"
MINUS = "\u2212"
# Units of things that are counted one by one; everything else has two decimals.
_WHOLE = {"people", "households", "villages", "counties", "bridges", "checks"}
SHAPES = {"green": "●", "yellow": "▲", "orange": "◆", "red": "■", "grey": "–"}
LIGHTS = tuple(SHAPES)


def decimals(indicator: Indicator) -> int:
    """Decimals of an indicator's values: none for things counted, else two."""
    return 0 if indicator.unit.en in _WHOLE else 2


def number(value: float | None, places: int = 0) -> str:
    """201087 as ``201,087``; nothing reported as a dash, zero as ``0``."""
    if value is None:
        return DASH
    text = f"{value:,.{places}f}"
    return text.replace("-", MINUS) if text.strip("-0.,") else text.removeprefix("-")


def amount(value: float | None, indicator: Indicator | str, *, unit: bool = True) -> str:
    """A value of an indicator with its unit: ``201,087人``, ``201,087 people``, ``87.50%``."""
    if value is None:
        return DASH
    entry = indicators()[indicator] if isinstance(indicator, str) else indicator
    text = number(value, decimals(entry))
    return with_unit(text, _unit(entry, text)) if unit else text


def with_unit(text: str, unit: str) -> str:
    """A number and its unit: ``87%``, ``12公里``, ``12 km``, ``0.53 × 10,000 mu``."""
    if unit == "%" or language() == "zh":
        return f"{text}{unit}"
    return f"{text} × {unit}" if unit[:1].isdigit() else f"{text} {unit}"


def rate(value: float | None, places: int = 2) -> str:
    """0.634 as ``63.40%``; not reported as a dash."""
    return DASH if value is None else f"{number(value * 100, places)}%"


def span(low: float | None, high: float | None, indicator: Indicator | str) -> str:
    """A range of values with its unit: ``181,020—192,300人``."""
    if low is None or high is None:
        return DASH
    return t("format.span").join([amount(low, indicator, unit=False), amount(high, indicator)])


def with_range(
    value: float, low: float | None, high: float | None, indicator: Indicator | str
) -> str:
    """A projection with its range, without unit: ``25,201（24,360—27,177）``."""
    text = amount(value, indicator, unit=False)
    if low is None or high is None:
        return text
    ends = (amount(end, indicator, unit=False) for end in (low, high))
    return t("chart.with_range", value=text, range=t("format.span").join(ends))


def points(value: float | None, places: int = 1, *, unit: bool = True) -> str:
    """A difference of rates: 0.094 as ``+9.4个百分点`` or ``+9.4 percentage points``."""
    text = DASH if value is None else signed(value * 100, places)
    return with_unit(text, t("unit.points")) if unit and value is not None else text


def signed(value: float | None, places: int = 0) -> str:
    """A change with its sign: ``+1,206``, ``−35``, ``0``."""
    if value is None:
        return DASH
    text = number(value, places)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def change(value: float | None, indicator: Indicator | str) -> str:
    """A change of an indicator's value with its sign, written as a `gap` is."""
    return gap(value, indicator, write=signed)


def gap(
    value: float | None, indicator: Indicator | str, *, write: Callable[..., str] = number
) -> str:
    """A difference of an indicator's values with its unit; of a share in percentage points."""
    entry = indicators()[indicator] if isinstance(indicator, str) else indicator
    if value is None:
        return DASH
    text = write(value, decimals(entry))
    unit = t("unit.points") if names.is_percent(entry) else _unit(entry, text)
    return with_unit(text, unit)


def _unit(entry: Indicator, text: str) -> str:
    """Unit of a value as it was written: ``1 county``, ``2 counties``."""
    is_single = entry.unit.en in _WHOLE and is_one(text)
    return t(f"unit_of_one.{entry.unit.en}") if is_single else names.unit(entry)


def month(day: date | None) -> str:
    """A month end: ``2018年9月底``, ``end of September 2018``."""
    if day is None:
        return DASH
    return t("format.month", year=day.year, month=month_name(day.month))


def month_name(number: int) -> str:
    """A month of the year: ``9``, ``September``."""
    return t(f"month.{number}")


def month_short(day: date) -> str:
    """A month for axes and narrow columns: ``2018-09``."""
    return f"{day:%Y-%m}"


def day(value: date | None) -> str:
    """A date: ``2018年9月5日``, ``5 September 2018``."""
    if value is None:
        return DASH
    return t("format.day", year=value.year, month=month_name(value.month), day=value.day)


def light(code: str, reason: str | None = None) -> str:
    """A light as shape and word; a grey one with its reason: ``● 正常``, ``– 未上报``.

    A colour that may still change says so: ``● 正常（暂定）``.
    """
    word = t(f"light_reason.{reason}") if code == "grey" and reason else t(f"light.{code}")
    if code != "grey" and reason:
        word = t("format.light", light=word, reason=t(f"light_reason.{reason}"))
    return f"{SHAPES[code]} {word}"


def plain(text: str) -> str:
    """Text from a file for places that read Markdown: every sign stands for itself."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~:$])", r"\\\1", text)


def tagless(text: str) -> str:
    """Text from a file for plotly labels, which read a few HTML tags."""
    return text.replace("<", "＜")
