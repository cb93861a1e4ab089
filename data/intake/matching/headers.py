"""Which column of a file is which field of a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from data.catalogue import Field, Form
from data.intake.matching.words import REGISTER_CODE, plain, without_unit
from data.intake.problems import UnreadableFileError

# What a number in the header's unit is multiplied by to be in the field's.
_UNIT_FACTORS = {
    ("万元", "元"): 10_000.0,
    ("亿元", "元"): 100_000_000.0,
    ("千元", "元"): 1_000.0,
    ("万人", "人"): 10_000.0,
    ("万户", "户"): 10_000.0,
    ("百人", "人"): 100.0,
    ("公顷", "亩"): 15.0,
    ("万亩", "亩"): 10_000.0,
    ("小数", "%"): 100.0,
}
# The unit of a column of many indicators is each row's own: these can't be right for it.
_MULTIPLES = {"万人", "百人", "万户", "小数", "‰"}
CUT_AFTER, LONGEST_CHARACTER = 10, 3
"""Bytes: a name cut after the first may have lost what is left of a character."""

_UNITS = {unit for pair in _UNIT_FACTORS for unit in pair} | {"‰", "公里", "座", "个"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file that is a field of the form.

    Attributes:
        position: Its place in the file, from 0.
        header: As written by the sender.
        factor: What its numbers are multiplied by to be in the field's unit.
        is_register_code: The header is a code of the national register, so the numbers in it
            are that register's.
    """

    position: int
    header: str
    factor: float
    is_register_code: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A header row read as a form: its columns by field code, and the headers left over."""

    form: Form
    columns: dict[str, Column]
    unknown: tuple[tuple[int, str], ...]

    @property
    def headers(self) -> dict[str, str]:
        """The sender's own header by field code."""
        return {code: column.header for code, column in self.columns.items()}

    @property
    def missing(self) -> list[Field]:
        """Required fields without a column; a name column can stand for the code column."""
        return [
            field
            for field in self.form.fields.values()
            if field.required
            and field.code not in self.columns
            and not (field.kind == "area" and "area_name" in self.columns)
        ]


def match(cells: Sequence[str], form: Form, cut_in: str = "") -> Match:
    """Read a row of cells as the header of a form. A cell that fits nothing is left over.

    Args:
        cells: The row.
        form: The form.
        cut_in: Encoding in which names were cut to ten bytes, if they were: such a name is the
            one field that begins with it.

    Raises:
        UnreadableFileError: Two columns are the same field, or a unit can't be converted.
    """
    columns: dict[str, Column] = {}
    unknown: list[tuple[int, str]] = []
    for position, cell in enumerate(cells):
        code, unit = _field_of(cell, form, cut_in)
        if code is None:
            unknown.append((position, cell.strip()))
            continue
        if code in columns:
            raise UnreadableFileError("column_twice", f"{columns[code].header}, {cell.strip()}")
        columns[code] = Column(
            position=position,
            header=cell.strip(),
            factor=_factor(form.fields[code], unit, cell.strip()),
            is_register_code=bool(REGISTER_CODE.fullmatch(without_unit(cell.strip())[0])),
        )
    return Match(form, columns, tuple(unknown))


def hits(cells: Sequence[str], form: Form, cut_in: str = "") -> int:
    """How many required fields of the form a row of cells names."""
    found = named(cells, form, cut_in)
    return sum(field.required and field.code in found for field in form.fields.values())


def named(cells: Sequence[str], form: Form, cut_in: str = "") -> set[str]:
    """Codes of the fields that a row of cells names."""
    found = (_field_of(cell, form, cut_in)[0] for cell in cells)
    return {code for code in found if code is not None}


def _field_of(cell: str, form: Form, cut_in: str) -> tuple[str | None, str | None]:
    """Field code and unit of a header. A unit in the header wins over that of the alias."""
    word, names = plain(cell), _names(form)
    if word in names:
        return names[word]
    if is_cut(cell, cut_in) and (begun := _begun(word, form)):
        return begun, None
    word, unit = without_unit(word)
    code, usual = names.get(word, (None, None))
    return code, unit or usual


def is_cut(cell: str, cut_in: str) -> bool:
    """Whether a header may be the beginning of a longer one: see `match`."""
    return bool(cut_in) and len(cell.encode(cut_in)) > CUT_AFTER - LONGEST_CHARACTER


def _begun(word: str, form: Form) -> str | None:
    """The one field whose name begins so, or the one that has such an alias."""
    fields = form.fields.values()
    own = {each.code: (each.code, each.name.zh, each.name.en) for each in fields}
    others = {each.code: each.aliases for each in fields}
    for known in (own, others):
        found = [
            code
            for code, names in known.items()
            if any(plain(name).startswith(word) for name in names)
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _names(form: Form) -> dict[str, tuple[str, str | None]]:
    """Plain header to field code and the unit that the alias implies."""
    return _names_of(form.code, tuple(form.fields.values()))


@cache
def _names_of(_: str, fields: tuple[Field, ...]) -> dict[str, tuple[str, str | None]]:
    names: dict[str, tuple[str, str | None]] = {}
    for field in fields:
        for name in (field.code, field.name.zh, field.name.en, *field.aliases):
            names[plain(name)] = (field.code, None)
            word, unit = without_unit(plain(name))
            if unit in _UNITS:
                names[word] = (field.code, unit)
    return names


def _factor(field: Field, unit: str | None, header: str) -> float:
    if field.unit is None and field.kind == "number" and unit in _MULTIPLES:
        raise UnreadableFileError("unit_differs", header)
    if unit is None or field.unit is None or unit == field.unit:
        return 1.0
    if (unit, field.unit) in _UNIT_FACTORS:
        return _UNIT_FACTORS[unit, field.unit]
    if unit in _UNITS:
        raise UnreadableFileError("unit_differs", f"{header}: {field.unit}")
    # Anything else in the bracket is a remark, such as 可空.
    return 1.0
