"""What is said below a map of its made-up outlines and points: no more than is true."""

import polars as pl
import pytest

from pages.ui.messages import speaking
from pages.ui.place_note import place_note

MADE_UP, SURVEYED = "schematic", "surveyed"


def note(outlines, points, language="zh"):
    with speaking(language):
        return place_note(
            pl.DataFrame({"is_schematic": outlines}, schema={"is_schematic": pl.Boolean}),
            pl.DataFrame({"position_kind": points}, schema={"position_kind": pl.String}),
        )


@pytest.mark.parametrize(
    ("outlines", "points", "said"),
    [
        ([True, True], [MADE_UP, MADE_UP, None], "边界、点位仅为示意。"),
        ([True, True], [SURVEYED, None], "边界仅为示意。"),
        ([True, False], [SURVEYED, None], "1个地区边界仅为示意。"),
        ([True, False], [SURVEYED, MADE_UP], "1个地区边界、1个点位仅为示意。"),
        ([False], [MADE_UP], "点位仅为示意。"),
        ([False], [SURVEYED, MADE_UP, MADE_UP], "2个点位仅为示意。"),
        ([False], [SURVEYED], None),
        ([], [], None),
    ],
)
def test_the_note_names_what_is_made_up_and_nothing_else(outlines, points, said):
    assert note(outlines, points) == said


def test_one_position_and_two_positions_are_counted():
    assert note([False], [SURVEYED, MADE_UP], "en") == "Schematic: 1 position."
    assert (
        note([True], [SURVEYED, MADE_UP, MADE_UP], "en") == "Schematic: outlines, 2 positions."
    )
