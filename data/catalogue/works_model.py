"""What works are: sectors, programmes, reasons for being late, states of a project."""

from dataclasses import dataclass, field
from typing import Literal

from data.catalogue.model import Text

WorkState = Literal[
    "planned", "preparing", "not_started", "under_way", "winter_stop", "complete", "accepted"
]
"""How far a project has come, in this order; being late is apart from it."""

Counted = Literal["whole", "each"]


@dataclass(frozen=True, slots=True)
class WorkSector:
    """A sector of works, such as roads.

    Attributes:
        owner: Code of the org unit that answers for it.
        indicators: Codes of its indicators.
    """

    code: str
    name: Text
    owner: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkProgramme:
    """A kind of project, such as bridges rebuilt.

    Attributes:
        sector: Code of its `WorkSector`.
        indicator_code: The indicator its quantities add up to or, for a share, whose areas it
            serves; null where it is counted by itself.
        unit: Of its quantities.
        unit_code: The unit for scripts, such as ``km``.
        counted: ``whole``: the quantity of a project counts when it is complete; ``each``: one
            by one, as the houses of a village that are one project.
        shape: Key into the settings' plan shapes: how a year's quantity is to be done.
        certified_by: What makes a completed project accepted.
        aliases: Other words for it in files.
    """

    code: str
    name: Text
    sector: str
    indicator_code: str | None
    unit: Text
    unit_code: str
    counted: Counted
    shape: str
    certified_by: Text
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Works:
    """All about works: sectors, programmes, reasons and states, each by code in order."""

    sectors: dict[str, WorkSector] = field(hash=False)
    programmes: dict[str, WorkProgramme] = field(hash=False)
    late_reasons: dict[str, Text] = field(hash=False)
    states: dict[WorkState, Text] = field(hash=False)

    def of_sector(self, sector: str) -> tuple[WorkProgramme, ...]:
        """The programmes of a sector, in order."""
        return tuple(each for each in self.programmes.values() if each.sector == sector)
