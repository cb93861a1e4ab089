"""Dates and periods as offices write them; a month, a quarter or a year is its last day."""

import re
import unicodedata
from calendar import monthrange
from datetime import date

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_HALVES = {"上半年": 6, "h1": 6, "下半年": 12, "h2": 12}

_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})(?:[-./年](\d{1,2})|(\d{2}))月?(?:份|底|末)?")
_QUARTER = re.compile(r"(\d{4})年?-?(?:第?([一二三四1-4])季度?|q([1-4]))末?")
_HALF = re.compile(r"(\d{4})年?-?(上半年|下半年|h[12])末?")
_YEAR = re.compile(r"(\d{4})(?:年|年度|年底|年末|全年)?")


def last_day(text: str) -> date | None:
    """The last day of what ``text`` names, or None if it names no day, month or year.

    Understands 2018-09-30, 20180930, 2018年9月30日, 2018-09, 201809, 2018年9月底, 2018Q3,
    2018年第三季度, 2018年上半年, 2018H1, 2018 and 2018年, also in full-width characters.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
    for read in (_day, _month, _quarter, _half, _year):
        found = read(plain)
        if found:
            return found
    return None


def _day(text: str) -> date | None:
    # A spreadsheet writes midnight behind its dates; the space between is gone by now.
    text = re.sub(r"00:00(:00)?$", "", text) if ":" in text else text
    match = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    if not match:
        return None
    year, month, day = map(int, match.groups()[:3])
    return date(year, month, day) if _is_day(year, month, day) else None


def _is_day(year: int, month: int, day: int) -> bool:
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _month_end(year: int, month: int) -> date | None:
    if year < 1 or not 1 <= month <= 12:
        return None
    return date(year, month, monthrange(year, month)[1])


def _month(text: str) -> date | None:
    match = _MONTH.fullmatch(text)
    return _month_end(int(match[1]), int(match[2] or match[3])) if match else None


def _quarter(text: str) -> date | None:
    match = _QUARTER.fullmatch(text)
    return _month_end(int(match[1]), 3 * _QUARTERS[match[2] or match[3]]) if match else None


def _half(text: str) -> date | None:
    match = _HALF.fullmatch(text)
    return _month_end(int(match[1]), _HALVES[match[2]]) if match else None


def _year(text: str) -> date | None:
    match = _YEAR.fullmatch(text)
    return _month_end(int(match[1]), 12) if match else None
