"""Colours of charts and maps: neutral greys, five lights, one deep red for the target line.

The lights differ in brightness as well as in hue, so that they survive colour blindness and a
washed-out projector; they are never the only sign (`formats.light` adds shape and word).
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#rrggbb``.

    Attributes:
        ink: Text and the line of the plan.
        actual: The line of what was done.
        faint: Thin lines, grids, outlines.
        target: The headline target, nothing else.
        paper: What lies under chart or map.
        lights: By light code.
        works: By class of works on a map, where colour is the only sign, and ``lacking``,
            villages below them. Also who doesn't see red or green tells any two apart.
    """

    ink: str
    actual: str
    faint: str
    target: str
    paper: str
    lights: dict[str, str] = field(hash=False)
    works: dict[str, str] = field(hash=False)


LIGHT = Palette(
    ink="#24292f",
    actual="#2f6690",
    faint="#9aa3ad",
    target="#9b1c1c",
    paper="#ffffff",
    lights={
        "green": "#1d9a72",
        "yellow": "#e6b422",
        "orange": "#d9660a",
        "red": "#a11218",
        "grey": "#a5abb3",
    },
    works={
        "not_started": "#a11218",
        "late": "#d9660a",
        "under_way": "#2f6690",
        "winter_stop": "#b79fe0",
        "preparing": "#5b6470",
        "planned": "#d3d7dc",
        "complete": "#71bfa6",
        "accepted": "#1a8462",
        "lacking": "#4a1d8f",
    },
)
DARK = Palette(
    ink="#e8eaed",
    actual="#7fb5dd",
    faint="#7d858e",
    target="#ff8a80",
    paper="#16191d",
    lights={
        "green": "#3ecf9f",
        "yellow": "#ffd75e",
        "orange": "#ff9a4d",
        "red": "#ff6b6b",
        "grey": "#8b9199",
    },
    works={
        "not_started": "#ff6b6b",
        "late": "#ffb06b",
        "under_way": "#7fb5dd",
        "winter_stop": "#8f74d8",
        "preparing": "#c9ced6",
        "planned": "#3b3f44",
        "complete": "#2b7462",
        "accepted": "#3ecf9f",
        "lacking": "#f0a6ff",
    },
)
# The same lights by the names that Streamlit's theme gives them (.streamlit/config.toml).
THEME_COLOURS = {light: "gray" if light == "grey" else light for light in LIGHT.lights}
# Behind white words in a table's cell (dark words on yellow), so that they can be read.
CHIPS = {
    "green": "#14805d",
    "yellow": "#ffd75e",
    "orange": "#b8530a",
    "red": "#a11218",
    "grey": "#6b7280",
}


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """``#1d9a72`` as ``[29, 154, 114, 255]`` for deck.gl."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)] + [alpha]
