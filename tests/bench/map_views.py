"""The decks that maps send, recorded for the floor, and the presses that change them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pages.ui import filters
from pages.ui.works import frames, overlays, page, timeline
from tests.bench import recording, views
from tests.bench.recording import PAGE, Call

OPENED = "as opened"
SECTORS = tuple(overlays.SERVICES)
# Works with the villages below them that say what they have.
MAPS: dict[str, dict[str, str]] = {
    "lagging": {},
    **{sector: {"overlay": overlays.SERVICES[sector][0]} for sector in SECTORS},
}
STEPS, ROUNDS = 16, 6


@dataclass(frozen=True, slots=True)
class Press:
    """A press of one of the filters of a map.

    Attributes:
        what: What it filters by.
        widget: Key of the widget.
        button: Which of its buttons.
        choice: Name of the choice it changes.
        code: What it makes of it; empty for none.
    """

    what: str
    widget: str
    button: int
    choice: str
    code: str

    @property
    def asked(self) -> dict[str, str]:
        """What stands in the address then."""
        return {self.choice: self.code} if self.code else {}

    @property
    def label(self) -> str:
        """What the floor calls what is seen then."""
        return f"{self.choice} {self.code}" if self.code else OPENED


@dataclass
class Decks:
    """Views of decks alone, and which is the fullest."""

    views: dict[str, Any] = field(default_factory=dict)
    fullest: str = ""

    def add(self, name: str, head: str, page: str, asked: Mapping[str, str]) -> None:
        """Record the decks that a page shows with some choices.

        Raises:
            RuntimeError: It shows none.
        """
        drawn = recording.drawn(views.SCRIPTS[page], {"lang": "zh", **asked})
        shown = [
            Call(PAGE, call.name, call.arguments, call.settings)
            for call in drawn
            if call.name == "pydeck_chart"
        ]
        if not shown:
            raise RuntimeError(f"{page} shows no map with {asked}")
        self.fullest = max(
            self.fullest, *(call.arguments[0].to_json() for call in shown), key=len
        )
        self.views[name] = [Call(PAGE, "title", (head,), {}), *shown]

    @property
    def contents(self) -> str:
        """How many objects of which kind the fullest has, and how long it is."""
        counts: Counter[str] = Counter()
        for layer in json.loads(self.fullest)["layers"]:
            data = layer.get("data") or []
            counts[layer["@@type"]] += len(data["features"] if isinstance(data, dict) else data)
        objects = ", ".join(f"{count:,} in {kind}" for kind, count in counts.items())
        return f"Fullest deck, {len(self.fullest.encode()) / 1000:,.0f} KB: {objects}."


def of_choices(name: str, offered: views.Choices, path: Path) -> Decks:
    """Write the decks of a page for every month and area."""
    decks = Decks({"choices": {"as_of": offered.as_of, "area": offered.area}})
    for month, area in offered.views:
        head = f"{offered.area[area]} {offered.as_of[month]}"
        asked = {"as_of": month, "area": area, **MAPS[name]}
        decks.add(f"{month} {area}", head, name, asked)
    recording.save(decks.views, path)
    return decks


def of_presses(
    name: str, asked: Mapping[str, str], presses: Iterable[Press], path: Path
) -> None:
    """Write the decks that the presses lead to, from a view opened with some choices."""
    seen = {OPENED: {}, **{press.label: press.asked for press in presses}}
    decks = Decks({"choices": {"view": {label: label for label in seen}}})
    for label, changed in seen.items():
        decks.add(label, label, name, {**asked, **MAPS[name], **changed})
    recording.save(decks.views, path)


def presses(sector: str, as_of: str) -> list[list[Press]]:
    """What is pressed on a page of works: months back and on, programmes, what lies below.

    Each run of presses ends where it began.
    """
    latest = filters.month_end(as_of)
    months = filters.month_codes(filters.month_end(views.MONTHS[0]), latest)[: STEPS + 1]
    back = [("works_earlier", code) for code in months[1:]]
    # The last month isn't a choice: it is the page's own.
    on = [("works_later", code) for code in [*months[-2:0:-1], ""]]
    runs = [
        [Press("month of the map", key, 0, timeline.CHOICE, code) for key, code in back + on]
    ]
    for what, choice, codes, first in (
        ("programme", "programme", [page.ALL, *frames.programmes(sector)], page.ALL),
        ("villages below", "overlay", overlays.options(sector), MAPS[sector]["overlay"]),
    ):
        if len(codes) > 1:
            others = [n for n, code in enumerate(codes) if code != first]
            buttons = [*others, codes.index(first)] * ROUNDS
            told = [(n, "" if codes[n] == first else codes[n]) for n in buttons]
            runs.append([Press(what, choice, n, choice, code) for n, code in told])
    return runs
