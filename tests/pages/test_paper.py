"""Tables on paper: Markdown, in parts that fit a page."""

import polars as pl
import pytest

from pages.ui import paper
from pages.ui.columns import Column
from pages.ui.messages import speaking
from tests.tables import on_paper, table

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


def markdown(rows, columns):
    with speaking("zh"):
        return paper.markdown(rows, columns)


def test_a_table_has_its_titles_and_every_row_with_figures_to_the_right():
    text = markdown(ROWS, COLUMNS)
    assert on_paper(text) == [
        ["地区", "完成数", "完成率", "亮灯"],
        ["巴彦县", "1,206", "63.4%", "● 正常"],
        ["延寿县", "—", "—", "■ 严重滞后"],
    ]
    assert text.splitlines()[1] == "| --- | ---: | ---: | --- |"


def test_two_columns_may_have_the_same_title():
    twice = [Column("done", "上报", "number"), Column("rate", "上报", "rate")]
    assert on_paper(markdown(ROWS, twice))[:2] == [["上报", "上报"], ["1,206", "63%"]]


def test_a_name_with_markdown_is_text():
    rows = pl.DataFrame({"name": ["![x](http://a.b) | *c*"]})
    text = paper.markdown(rows, COLUMNS[:1])
    assert "](" not in text.replace("]\\(", "")
    assert "\\|" in text


@pytest.mark.parametrize("count", [0, 1, 5, 23, 60, 200])
def test_parts_are_the_whole_table_in_order(count):
    rows = pl.DataFrame({"name": [f"村{n}" for n in range(count)]}, schema={"name": pl.String})
    parts = list(paper.parts(rows, [COLUMNS[:1]]))
    assert pl.concat(parts).equals(rows)
    # 700 pixels hold 20 rows of one line, of 13 + 21 pixels each.
    full = max(count - 1, 0) // 20
    assert [part.height for part in parts] == [*[20] * full, count - 20 * full]


def test_rows_of_several_lines_make_shorter_parts():
    """A name of 100 Chinese signs, 1,600 pixels, has 3 lines in a column of 625: 76 pixels."""
    rows = pl.DataFrame({"name": ["村" * 100] * 30})
    heights = [part.height for part in paper.parts(rows, [COLUMNS[:1]])]
    assert heights == [700 // 76, 700 // 76, 700 // 76, 30 - 3 * (700 // 76)]


def test_a_long_name_has_the_room_that_figures_leave():
    """650 - 4 * 25 - (5 + 5 + 10) * 8 = 390 pixels for 40 * 16: 2 lines, 12 rows a part."""
    rows = pl.concat([ROWS.with_columns(name=pl.lit("村" * 40))] * 13)
    assert next(paper.parts(rows, [COLUMNS])).height == 700 // (13 + 2 * 21)
