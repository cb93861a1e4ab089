"""Numbers, dates and lights as the reader sees them. No other module turns them into text."""

import re
from collections.abc import Callable
from datetime import date

from data.catalogue import Indicator, indicators
from pages.ui import names
from pages.ui.messages import language, t

DASH = "—"
MINUS = "\u2212"
# Units of things that are counted one by one; everything else has two decimals.
_WHOLE = {"people", "households", "villages", "counties", "bridges", "checks", "jobs"}
_WAN = 10_000
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
    return with_unit(text, names.unit(entry)) if unit else text


def with_unit(text: str, unit: str) -> str:
    """A number and its unit: no space in Chinese, one in English, none before ``%``."""
    return f"{text}{unit}" if unit == "%" or language() == "zh" else f"{text} {unit}"


def rate(value: float | None, places: int = 2) -> str:
    """0.634 as ``63.40%``; not reported as a dash."""
    return DASH if value is None else f"{number(value * 100, places)}%"


def points(value: float | None, places: int = 1, *, unit: bool = True) -> str:
    """A difference of rates: 0.094 as ``+9.4个百分点`` or ``+9.4 percentage points``."""
    if value is None:
        return DASH
    text = signed(value * 100, places)
    return with_unit(text, t("unit.points")) if unit else text


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
    if value is None:
        return DASH
    entry = indicators()[indicator] if isinstance(indicator, str) else indicator
    unit = t("unit.points") if names.is_percent(entry) else names.unit(entry)
    return with_unit(write(value, decimals(entry)), unit)


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


def axis_ticks(highest: float, steps: int = 5) -> tuple[list[float], list[str]]:
    """Ticks from zero for an axis of counts; in Chinese in 万 with two decimals from 10,000."""
    if highest <= 0:
        return [0.0], ["0"]
    rough = highest / steps
    power = 10 ** (len(str(int(rough))) - 1) if rough >= 1 else 1
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    values = [step * count for count in range(int(highest / step) + 2)]
    if language() == "zh" and highest >= _WAN:
        return values, [
            f"{value / _WAN:.2f}{t('unit.wan')}" if value else "0" for value in values
        ]
    return values, [f"{value:,.0f}" if step >= 1 else f"{value:g}" for value in values]


def plain(text: str) -> str:
    """Text from a file for places that read Markdown: every sign stands for itself."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~:$])", r"\\\1", text)


def tagless(text: str) -> str:
    """Text from a file for plotly labels, which read a few HTML tags."""
    return text.replace("<", "＜")
