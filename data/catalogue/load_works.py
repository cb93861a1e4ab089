"""The kinds of works, read from works.yml."""

from functools import cache
from pathlib import Path
from typing import get_args

from data.catalogue.entries import Entry, catalogue_file
from data.catalogue.load_areas import section
from data.catalogue.load_indicators import indicators, org_units
from data.catalogue.load_settings import settings
from data.catalogue.model import Text
from data.catalogue.works_model import (
    Counted,
    WorkProgramme,
    Works,
    WorkSector,
    WorkState,
)

WORKS_FILE = Path(__file__).with_name("works.yml")


@cache
def works(path: Path = WORKS_FILE) -> Works:
    """Sectors, programmes, late reasons and states of works.

    Raises:
        CatalogueError: An entry has a missing, unknown or wrong field, names a sector, an
            office, an indicator or a plan shape that doesn't exist, or counts in another unit
            than the indicator it adds up to; or a state is missing or unknown.
    """
    whole = Entry(path, "works", catalogue_file(path))
    sectors = {
        code: _sector(code, Entry(path, f"sector {code!r}", fields))
        for code, fields in section(whole, "sectors").items()
    }
    programmes = {
        code: _programme(code, Entry(path, f"programme {code!r}", fields), sectors)
        for code, fields in section(whole, "programmes").items()
    }
    reasons = _words(path, "late_reasons", whole)
    states = _words(path, "states", whole)
    whole.done()
    if tuple(states) != get_args(WorkState):
        raise whole.wrong("states", f"must be {', '.join(get_args(WorkState))}, in this order")
    by_state: dict[WorkState, Text] = {state: states[state] for state in get_args(WorkState)}
    return Works(sectors, programmes, reasons, by_state)


def _sector(code: str, entry: Entry) -> WorkSector:
    result = WorkSector(
        code=code,
        name=entry.text("name"),
        owner=entry.reference("owner", org_units(), "org unit"),
        indicators=entry.words("indicators"),
    )
    entry.done()
    for indicator in result.indicators:
        if indicator not in indicators():
            raise entry.wrong("indicators", f"no indicator has the code {indicator!r}")
    return result


def _programme(code: str, entry: Entry, sectors: dict[str, WorkSector]) -> WorkProgramme:
    result = WorkProgramme(
        code=code,
        name=entry.text("name"),
        sector=entry.reference("sector", sectors, "sector"),
        indicator_code=None
        if entry.absent("indicator_code")
        else entry.reference("indicator_code", indicators(), "indicator"),
        unit=entry.text("unit"),
        unit_code=entry.word("unit_code"),
        counted=entry.choice("counted", Counted),
        shape=entry.reference("shape", settings().plan_shapes, "plan shape"),
        certified_by=entry.text("certified_by"),
        aliases=entry.words("aliases"),
    )
    entry.done()
    if result.indicator_code is not None:
        indicator = indicators()[result.indicator_code]
        if indicator.code not in sectors[result.sector].indicators:
            raise entry.wrong("indicator_code", f"isn't one of the sector {result.sector}")
        if indicator.aggregation == "sum" and indicator.unit != result.unit:
            raise entry.wrong("unit", f"isn't that of the indicator {indicator.code}")
    return result


def _words(path: Path, name: str, whole: Entry) -> dict[str, Text]:
    content = section(whole, name)
    words = Entry(path, name, content)
    return {code: words.text(code) for code in content}
