"""What an import form is: its fields, and the words under which offices send them."""

from dataclasses import dataclass, field
from typing import Literal

from data.catalogue.model import Text

FieldKind = Literal[
    "text",
    "area",
    "area_name",
    "indicator",
    "org_unit",
    "programme",
    "period",
    "date",
    "year",
    "integer",
    "number",
    "boolean",
    "choice",
    "choices",
    "coordinate_system",
    "geometry",
    "coordinate",
    "person",
    "household",
]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a form, or one line of its head.

    Attributes:
        code: Key in frames and tables, such as ``obs_value``.
        kind: How a cell is read; forms.yml explains each kind.
        required: An empty cell is an error.
        aliases: Other headers under which it comes: English words, register codes.
        choices: Stored word to the spellings accepted for it; empty unless the kind is choice,
            choices or coordinate_system.
        unit: Unit of the numbers in files; null where they have none.
        minimum: Smallest number allowed; null is no bound.
        maximum: Largest number allowed, or how many of the choices; null is no bound.
    """

    code: str
    name: Text
    kind: FieldKind
    required: bool
    aliases: tuple[str, ...]
    choices: dict[str, tuple[str, ...]] = field(hash=False)
    unit: str | None
    minimum: float | None
    maximum: float | None


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file that offices send.

    Attributes:
        fields: Columns by code, in the order of the template.
        header_fields: Lines above the columns by code: who sends, who signed, when.
        by_name_only: Files of it aren't recognised by their header: the sender names the form.
    """

    code: str
    name: Text
    fields: dict[str, Field] = field(hash=False)
    header_fields: dict[str, Field] = field(hash=False)
    by_name_only: bool
