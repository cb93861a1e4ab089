"""Tables on paper: Markdown, in parts that fit a page."""

import polars as pl
import pytest

from pages.ui import paper
from pages.ui.columns import Column
from pages.ui.messages import speaking
from tests.tables import table

ROWS = table("""
    | name   | done | rate  | light |
    | 巴彦县 | 1206 | 0.634 | green |
    | 延寿县 |    - |     - | red   |
""")
COLUMNS = [
    Column("name", "地区"),
    Column("done", "完成数", "number"),
    Column("rate", "完成率", "rate", 1),
    Column("light", "亮灯", "light"),
]


def seen(text):
    """What a reader sees of Markdown: no escapes, no invisible signs."""
    return text.replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def lines(rows, columns):
    with speaking("zh"):
        return seen(paper.markdown(rows, columns)).replace(":small[", "").replace("]", "")


def test_a_table_has_its_titles_and_every_row_with_figures_to_the_right():
    assert lines(ROWS, COLUMNS).splitlines() == [
        "| 地区 | 完成数 | 完成率 | 亮灯 |",
        "| --- | ---: | ---: | --- |",
        "| 巴彦县 | 1,206 | 63.4% | ● 正常 |",
        "| 延寿县 | — | — | ■ 严重滞后 |",
    ]


def test_two_columns_may_have_the_same_title():
    twice = [Column("done", "上报", "number"), Column("rate", "上报", "rate")]
    assert lines(ROWS, twice).splitlines()[2] == "| 1,206 | 63% |"


def test_a_name_with_markdown_is_text():
    rows = pl.DataFrame({"name": ["![x](http://a.b) | *c*"]})
    text = paper.markdown(rows, COLUMNS[:1])
    assert "](" not in text.replace("]\\(", "")
    assert "\\|" in text


@pytest.mark.parametrize("count", [0, 1, 5, 23, 60, 200])
def test_parts_are_the_whole_table_in_order(count):
    rows = pl.DataFrame({"name": [f"村{n}" for n in range(count)]}, schema={"name": pl.String})
    parts = list(paper.parts(rows, COLUMNS[:1]))
    assert pl.concat(parts).equals(rows)
    # 780 pixels hold 22 rows of one line, of 34 pixels each.
    assert [part.height for part in parts] == [
        *[22] * (max(count - 1, 0) // 22),
        count - 22 * (max(count - 1, 0) // 22),
    ]


def test_rows_of_several_lines_make_shorter_parts():
    """A name of 100 Chinese signs fills (2 * 100 * 7) // 625 + 1 = 3 lines: 13 + 63 pixels."""
    rows = pl.DataFrame({"name": ["村" * 100] * 30})
    heights = [part.height for part in paper.parts(rows, COLUMNS[:1])]
    assert heights == [780 // 76, 780 // 76, 30 - 2 * (780 // 76)]
