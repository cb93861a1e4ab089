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
        winter: Works that stand still until spring.
    """

    ink: str
    actual: str
    faint: str
    target: str
    paper: str
    lights: dict[str, str] = field(hash=False)
    winter: str


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
    winter="#8566ad",
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
    winter="#c3a6ea",
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
