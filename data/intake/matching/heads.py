"""What stands above the table: who sends it, who signed, when, and where the header row is."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.catalogue import Field, Form
from data.intake.matching.headers import Match, hits, match
from data.intake.matching.nearest import missing_columns, no_header
from data.intake.matching.words import plain
from data.intake.messages import both, say
from data.intake.problems import UnreadableFileError
from data.intake.validation.periods import last_day

SENDER = ("sending_office", "filled_in_by", "sent_on")
NEEDED_OF_SENDER = ("sending_office", "sent_on")
"""Without one of them nobody knows whom to ask, or of when a figure is."""

_EPSG = re.compile(r"EPSG:[0-9]{4,6}")


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above the table.

    Attributes:
        values: Text or choice by header field, such as sending_office; absent where not given.
        sent_on: The date on the return.
        unknown: Lines of two cells that are no header field, as written.
    """

    values: dict[str, str] = field(default_factory=dict)
    sent_on: date | None = None
    unknown: tuple[str, ...] = ()


def recognise(
    top: Sequence[Sequence[str]],
    forms: dict[str, Form],
    *,
    form: str | None,
    cut_in: str = "",
) -> tuple[int, Match]:
    """The header row of a file and the form it belongs to.

    The header is the first row that names at least half of a form's required fields. Of several
    forms the one with the fewest missing columns and then the most matching ones is taken.

    Args:
        top: First records of the file.
        forms: All forms by code.
        form: Code of the form if the sender says which; else it is recognised, unless it is one
            that is only taken by name.
        cut_in: Encoding in which names were cut to the ten bytes of a Shapefile, if they were.

    Raises:
        UnreadableFileError: No header, two forms that fit equally, a required column missing.
    """
    if not top:
        raise UnreadableFileError("empty_file")
    if form is not None and form not in forms:
        raise UnreadableFileError("unknown_form", form)
    candidates = (
        [forms[form]] if form else [each for each in forms.values() if not each.by_name_only]
    )
    for number, cells in enumerate(top):
        fitting = [
            each for each in candidates if 2 * hits(cells, each, cut_in) >= _required(each)
        ]
        if fitting:
            return number, _best(cells, fitting, cut_in)
    raise no_header(top, candidates, form=form, cut_in=cut_in)


def _best(cells: Sequence[str], fitting: Sequence[Form], cut_in: str) -> Match:
    def rank(found: Match) -> tuple[int, int]:
        return len(found.missing), -len(found.columns)

    matches = sorted((match(cells, form, cut_in) for form in fitting), key=rank)
    best = matches[0]
    if len(matches) > 1 and rank(matches[1]) == rank(best):
        raise UnreadableFileError("two_forms", f"{best.form.code}, {matches[1].form.code}")
    if best.missing:
        raise missing_columns(cells, best.form, best.missing)
    return best


def _required(form: Form) -> int:
    return sum(field.required for field in form.fields.values())


def read_head(lines: Sequence[Sequence[str]], fields: dict[str, Field]) -> Head:
    """The head lines above the header row: pairs of cells, or ``报送单位：…`` in one cell.

    A line with one cell that is no pair is a title and passes.

    Raises:
        UnreadableFileError: A date can't be read, or a word is none of its choices.
    """
    names = {
        plain(name): each
        for each in fields.values()
        for name in (each.code, each.name.zh, each.name.en, *each.aliases)
    }
    values: dict[str, str] = {}
    sent_on: date | None = None
    unknown: list[str] = []
    for line in lines:
        cells = [cell.strip() for cell in line if cell.strip()]
        pairs = list(_pairs(cells, names))
        if not pairs and len(cells) == 2:
            unknown.append(", ".join(cells))
        for each, text in pairs:
            if each.kind == "date":
                sent_on = _date(each, text)
            elif text:
                values[each.code] = choice(each, text) if each.choices else text
    return Head(values, sent_on, tuple(unknown))


def sender_unsaid(head: Head, fields: dict[str, Field]) -> str:
    """Names of the missing lines on who sent a file and when; empty if no needed one is."""
    said = {*head.values, *(["sent_on"] if head.sent_on else [])}
    if said.issuperset(NEEDED_OF_SENDER):
        return ""
    missing = [fields[code].name for code in SENDER if code not in said]
    return both(lambda to: say("comma", to).join(name.of(to) for name in missing))


def _pairs(cells: list[str], names: dict[str, Field]) -> Iterator[tuple[Field, str]]:
    position = 0
    while position < len(cells):
        word, _, text = cells[position].replace("：", ":").partition(":")
        found = names.get(plain(word))
        if found and not text and position + 1 < len(cells):
            follower = cells[position + 1]
            if plain(follower.replace("：", ":").partition(":")[0]) not in names:
                text = follower
                position += 1
        if found:
            yield found, text.strip()
        position += 1


def _date(head: Field, text: str) -> date | None:
    found = last_day(text) if text else None
    if text and found is None:
        raise UnreadableFileError("head_date", f"{head.name.zh}: {text}")
    return found


def choice(head: Field, text: str) -> str:
    """The stored word of what a head line says; of a coordinate system also an EPSG code.

    Raises:
        UnreadableFileError: It is none of the line's choices.
    """
    for code, words in head.choices.items():
        if plain(text) in {plain(code), *map(plain, words)}:
            return code
    code = unicodedata.normalize("NFKC", text).upper().replace(" ", "")
    if head.kind == "coordinate_system" and _EPSG.fullmatch(code):
        return code
    choices = "、".join(words[0] for words in head.choices.values())
    raise UnreadableFileError("head_choice", f"{head.name.zh}: {choices}")
