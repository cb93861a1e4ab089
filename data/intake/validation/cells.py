"""Cells of text into values: each field by its kind, and what can't be read as one."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import polars as pl

from data.catalogue import Field
from data.intake.matching.headers import Column, Match
from data.intake.matching.words import plain
from data.intake.problems import TEXT, Check
from data.intake.validation.limits import limit_checks
from data.intake.validation.periods import last_day
from data.intake.validation.vocabulary import NAMED

_YES = ("1", "是", "y", "yes", "true", "有", "通", "已通", "达标", "√")
_NO = ("0", "否", "n", "no", "false", "无", "没有", "不通", "未通", "未达标", "不达标", "×")
_BOOLEANS = dict.fromkeys(map(plain, _YES), True) | dict.fromkeys(map(plain, _NO), False)
SHOWN_OF_GEOMETRY = 80
"""Characters of a geometry that are told when it is wrong."""

_DASHES = ("—", "——", "-", "--", "–", "/")
"""Written where nothing was reported."""

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_SEPARATORS = re.compile(r"[、,;/\s]+")
_TYPES: dict[str, Any] = {
    "period": pl.Date,
    "date": pl.Date,
    "year": pl.Int32,
    "integer": pl.Float64,
    "number": pl.Float64,
    "coordinate": pl.Float64,
    "boolean": pl.Boolean,
}

_UNREADABLE = {
    "period": "not_a_period",
    "date": "not_a_date",
    "year": "not_a_year",
    "integer": "not_a_number",
    "number": "not_a_number",
    "coordinate": "not_a_number",
    "boolean": "not_yes_or_no",
    "choice": "not_a_choice",
    "choices": "not_a_choice",
    "indicator": "unknown_indicator",
    "org_unit": "unknown_office",
    "programme": "unknown_programme",
}


def read_cells(
    table: pl.DataFrame, found: Match, *, register_codes: bool
) -> tuple[pl.DataFrame, list[Check]]:
    """The columns of a file as fields of its form.

    Args:
        table: Result of `Source.table`: row_number and cells by position.
        found: Which position is which field.
        register_codes: The head of the file says that its codes are the national register's.

    Returns:
        One row per row of the file: row_number, every field of the form (null where empty,
        unreadable or absent; numbers in the field's unit) and every cell's text in a column
        prefixed with ``TEXT``; and the checks for cells that are empty or can't be read.
    """
    columns: list[pl.Series] = [table["row_number"]]
    checks: list[Check] = []
    for code, field in found.form.fields.items():
        column = found.columns.get(code)
        if column is None:
            columns.append(pl.Series(code, [None], _dtype(field)).new_from_index(0, len(table)))
            continue
        text = table[str(column.position)].alias(TEXT + code)
        if field.kind not in ("text", "person", "household"):
            text = text.set(text.is_in(_DASHES), None)
        values = _values(text, field, column, register_codes=register_codes)
        if field.kind == "geometry":
            # An outline has a million characters; its beginning is enough to be known by.
            text = text.str.head(SHOWN_OF_GEOMETRY)
        columns += [values.alias(code), text]
        checks += _cell_checks(field, column, register_codes=register_codes)
    return pl.DataFrame(columns), checks


def blank_as(frame: pl.DataFrame, code: str, value: str | bool) -> pl.Expr:
    """A field with ``value`` where its cell is blank; what can't be read stays null."""
    if TEXT + code not in frame.columns:
        return pl.lit(value).alias(code)
    blank = pl.col(TEXT + code).is_null()
    return pl.when(blank).then(pl.lit(value)).otherwise(pl.col(code)).alias(code)


def _dtype(field: Field) -> Any:
    return _TYPES.get(field.kind, pl.String)


def _values(
    text: pl.Series, field: Field, column: Column, *, register_codes: bool
) -> pl.Series:
    if field.kind in ("integer", "number", "coordinate"):
        numbers = _numbers(text)
        return numbers if column.factor == 1.0 else numbers * column.factor
    if field.kind in ("choice", "choices"):
        words = _words(field, digits=register_codes or column.is_register_code)
        if field.kind == "choice":
            return _mapped(text, lambda cell: words.get(plain(cell)), pl.String)
        return _mapped(text, lambda cell: _several(cell, words), pl.String)
    if field.kind in NAMED:
        known = NAMED[field.kind]()
        return _mapped(text, lambda cell: known.get(plain(cell)), pl.String)
    if field.kind in ("period", "date"):
        return _mapped(text, last_day, pl.Date)
    if field.kind == "year":
        return _mapped(text, _year, pl.Int32)
    if field.kind == "boolean":
        return _mapped(text, lambda cell: _BOOLEANS.get(plain(cell)), pl.Boolean)
    return text


def _mapped(text: pl.Series, read: Callable[[str], object], dtype: Any) -> pl.Series:
    """Each distinct cell read once: a column of a million periods has a few dozen."""
    distinct = text.drop_nulls().unique()
    values = pl.Series([read(cell) for cell in distinct], dtype=dtype)
    return text.replace_strict(distinct, values, default=None, return_dtype=dtype)


def _numbers(text: pl.Series) -> pl.Series:
    """Numbers; a thousands comma, full-width digits and a sign of percent are understood."""
    numbers = text.cast(pl.Float64, strict=False)
    left = text.filter(text.is_not_null() & numbers.is_null())
    if len(left):
        numbers = numbers.fill_null(_mapped(text, _odd_number, pl.Float64))
    return numbers.set(~numbers.is_finite().fill_null(True), None)


def _odd_number(cell: str) -> float | None:
    digits = unicodedata.normalize("NFKC", cell).removesuffix("%").strip().replace(" ", ",")
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    return float(digits) if re.fullmatch(r"[+-]?\d+(\.\d*)?", digits) else None


def _year(cell: str) -> int | None:
    found = last_day(cell)
    return found.year if found and (found.month, found.day) == (12, 31) else None


def _words(field: Field, *, digits: bool) -> dict[str, str]:
    """Plain word to stored word; words of digits only where they are the register's."""
    words = {plain(code): code for code in field.choices}
    for code, spellings in field.choices.items():
        words |= {plain(each): code for each in spellings if digits or not each.isdigit()}
    return words


def _several(cell: str, words: dict[str, str]) -> str | None:
    parts = [part for part in _SEPARATORS.split(unicodedata.normalize("NFKC", cell)) if part]
    found = [words.get(plain(part)) for part in parts]
    known = [word for word in found if word is not None]
    return ",".join(dict.fromkeys(known)) if known and len(known) == len(found) else None


def _cell_checks(field: Field, column: Column, *, register_codes: bool) -> list[Check]:
    text, value = pl.col(TEXT + field.code), pl.col(field.code)
    checks = []
    if field.required and field.code not in ("area_code", "obs_value"):
        checks.append(Check(text.is_null(), field.code, "missing_value"))
    unreadable = text.is_not_null() & value.is_null()
    if field.choices:
        digits = text.str.contains(r"^\d+$")
        allowed = "、".join(words[0] for words in field.choices.values())
        if not (register_codes or column.is_register_code):
            checks.append(Check(unreadable & digits, field.code, "whose_code", allowed))
            unreadable = unreadable & ~digits
        checks.append(Check(unreadable, field.code, "not_a_choice", allowed))
    elif field.kind in _UNREADABLE:
        checks.append(Check(unreadable, field.code, _UNREADABLE[field.kind]))
    return checks + limit_checks(field)
