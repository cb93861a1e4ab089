"""Where no row is the header of a form: the row that comes nearest, and what it lacks."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from data.catalogue import Field, Form, Language
from data.intake.matching.headers import named
from data.intake.matching.words import plain
from data.intake.messages import both, say
from data.intake.problems import UnreadableFileError

ALIKE, ALIKE_IF_SHORT = 0.6, 0.5
"""How alike two headers are, 0 to 1, for one to be taken for the other misspelt.

Of two characters the second may be wrong: 月分 for 月份.
"""

# Lines above a table are pairs; the longest header is far shorter than a text.
_FEWEST_CELLS, _MOST_CELLS, _LONGEST, _SHORT = 3, 60, 30, 2


def no_header(
    top: Sequence[Sequence[str]], candidates: Sequence[Form], *, form: str | None, cut_in: str
) -> UnreadableFileError:
    """The sentence for a file without a header: the nearest row, what it needs and lacks.

    Args:
        top: First records of the file.
        candidates: The forms looked for.
        form: Code of the form if the sender says which. Only then misspelt headers are enough
            for a row to be near: among the words of all forms anything looks like something.
        cut_in: As in `headers.match`.
    """
    ranked = [
        (_nearness(cells, each, cut_in, misspelt=form is not None), -row, each)
        for row, cells in enumerate(top, 1)
        if sum(bool(cell.strip()) for cell in cells) >= _FEWEST_CELLS
        for each in candidates
    ]
    best = max(ranked, key=lambda found: found[:2], default=None)
    if best is None or best[0] == (0, 0):
        if form is None:
            return UnreadableFileError("no_header")
        return UnreadableFileError("no_header_of", both(lambda to: _needed(candidates[0], to)))
    _, row, nearest = best
    cells = top[-row - 1]
    lacks = [
        each for each in _required(nearest) if each.code not in named(cells, nearest, cut_in)
    ]
    return UnreadableFileError(
        "header_near",
        both(
            lambda to: say(
                "nearest_header",
                to,
                row=-row,
                needed=_needed(nearest, to),
                lacking=lacking(lacks, cells, to),
            )
        ),
    )


def missing_columns(
    cells: Sequence[str], form: Form, missing: Sequence[Field]
) -> UnreadableFileError:
    """The sentence for a header that lacks required columns, with what looks like each."""
    return UnreadableFileError(
        "missing_columns",
        both(
            lambda to: say(
                "columns_of", to, form=_called(form, to), columns=lacking(missing, cells, to)
            )
        ),
    )


def lacking(fields: Sequence[Field], cells: Sequence[str], language: Language) -> str:
    """Fields by name, each with the cell of the header that looks like it."""
    alike = _alike(fields, cells)
    return say("comma", language).join(
        say("looks_like", language, name=field.name.of(language), header=alike[field.code])
        if field.code in alike
        else field.name.of(language)
        for field in fields
    )


def _nearness(
    cells: Sequence[str], form: Form, cut_in: str, *, misspelt: bool
) -> tuple[float, int]:
    """Share of the required columns there, and the columns there; misspelt ones count half."""
    found = named(cells, form, cut_in)
    required = _required(form)
    lacks = [field for field in required if field.code not in found]
    hits = len(required) - len(lacks) + (len(_alike(lacks, cells)) / 2 if misspelt else 0)
    return hits / len(required), len(found)


def _alike(fields: Sequence[Field], cells: Sequence[str]) -> dict[str, str]:
    """By field code the cell most like one of its names; a cell stands for one field only."""
    headers = {
        plain(cell): cell.strip() for cell in cells[:_MOST_CELLS] if len(cell) <= _LONGEST
    }
    pairs = [
        (_likeness(plain(name), header), field.code, header)
        for field in fields
        for name in (field.name.zh, field.name.en, *field.aliases, field.code)
        for header in headers
    ]
    found: dict[str, str] = {}
    for likeness, code, header in sorted(pairs, key=lambda pair: -pair[0]):
        if likeness and code not in found and headers[header] not in found.values():
            found[code] = headers[header]
    return found


def _likeness(name: str, header: str) -> float:
    """From 0 to 1; 0 for words that aren't alike."""
    if set(name).isdisjoint(header):
        return 0.0
    likeness = SequenceMatcher(None, name, header, autojunk=False).ratio()
    short = max(len(name), len(header)) <= _SHORT and name[0] == header[0]
    return likeness if likeness >= (ALIKE_IF_SHORT if short else ALIKE) else 0.0


def _required(form: Form) -> list[Field]:
    return [field for field in form.fields.values() if field.required]


def _needed(form: Form, language: Language) -> str:
    columns = say("comma", language).join(field.name.of(language) for field in _required(form))
    return say("columns_of", language, form=_called(form, language), columns=columns)


def _called(form: Form, language: Language) -> str:
    return say("form_called", language, name=form.name.of(language), code=form.code)
