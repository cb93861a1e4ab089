"""What a page draws, written down call by call, so that a bare page can draw the same."""

import functools
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pydeck as pdk
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "app.py"
# What shows something. Buttons and pickers are left out: the floor has less to do.
SHOWN = (
    *("title", "header", "subheader", "markdown", "caption", "text", "code", "info"),
    *("warning", "error", "success", "badge", "metric", "dataframe", "table", "plotly_chart"),
    "pydeck_chart",
)
BLOCKS = ("container", "columns", "expander", "popover", "tabs")
# A chart that answers clicks would run the bare page again.
NOT_REPLAYED = {"on_select", "selection_mode", "selection_default", "default", "on_change"}
PAGE = 0


@dataclass(frozen=True, slots=True)
class Call:
    """One call on the page: in which block, what, and which blocks it opened."""

    place: int
    name: str
    arguments: tuple[Any, ...]
    settings: dict[str, Any]
    opened: list[int] = field(default_factory=list)


class FixedDeck(pdk.Deck):
    """A deck whose JSON is what it was when it was recorded.

    The app's own deck would not do: beside the floor's script lies another ``pages``.
    """

    def __init__(self, deck: pdk.Deck) -> None:
        self._tooltip = deck._tooltip
        self._text = deck.to_json()

    def to_json(self) -> str:
        return self._text


def drawn(script: str | None, choices: dict[str, str]) -> list[Call]:
    """Calls by which the app shows a page with some choices.

    Args:
        script: Path of the page's script; null is the first page.
        choices: What the URL asks for.
    """
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update(choices)
    if script:
        app.run()
        app.switch_page(script)
    with _written_down() as calls:
        app.run()
    assert not app.exception, app.exception
    return calls


def replay(calls: list[Call], page: Any) -> None:
    """Draw recorded calls, each in the block it was drawn in."""
    blocks = {PAGE: page}
    for call in calls:
        result = getattr(blocks[call.place], call.name)(*call.arguments, **call.settings)
        opened = result if isinstance(result, list) else [result]
        blocks.update(zip(call.opened, opened, strict=False))


def save(views: dict[str, Any], path: Path) -> None:
    """Write recorded views, by their name, for the floor page."""
    path.write_bytes(pickle.dumps(views))


@contextmanager
def _written_down() -> Iterator[list[Call]]:
    calls: list[Call] = []
    main = get_dg_singleton_instance().main_dg
    # Blocks by identity; the blocks themselves are kept, so that no identity is used twice.
    places: dict[int, tuple[int, Any]] = {id(main): (PAGE, main)}

    def recorder(name: str, original: Any) -> Any:
        @functools.wraps(original)
        def record(self: DeltaGenerator, *arguments: Any, **settings: Any) -> Any:
            place = places.get(id(self._active_dg))
            kept = {key: value for key, value in settings.items() if key not in NOT_REPLAYED}
            result = original(self, *arguments, **settings)
            # Without a place it stands in the sidebar, which the floor has of its own.
            if place is not None:
                given = tuple(
                    FixedDeck(each) if isinstance(each, pdk.Deck) else each
                    for each in arguments
                )
                call = Call(place[0], name, given, kept)
                calls.append(call)
                for block in result if isinstance(result, list) else [result]:
                    if name in BLOCKS:
                        places[id(block)] = (len(places), block)
                        call.opened.append(places[id(block)][0])
            return result

        return record

    names = (*SHOWN, *BLOCKS)
    originals = {name: getattr(DeltaGenerator, name) for name in names}
    # The functions of `st` are methods of its main block, bound when it was imported.
    bound = {name: getattr(st, name) for name in names}
    for name, original in originals.items():
        setattr(DeltaGenerator, name, recorder(name, original))
        setattr(st, name, getattr(main, name))
    try:
        yield calls
    finally:
        for name, original in originals.items():
            setattr(DeltaGenerator, name, original)
            setattr(st, name, bound[name])
