"""Tables on the screen, on paper and in files hold the same figures."""

import csv
import io
from datetime import date

import openpyxl
import polars as pl
import pytest

from pages.ui import columns, exports, paper
from pages.ui.columns import Column
from pages.ui.messages import speaking
from tests.tables import on_paper

COLUMNS = [
    Column("area_name", "Area"),
    Column("actual_value", "Actual", "number"),
    Column("attainment_rate", "Rate", "rate", 2),
    Column("points_behind", "Points", "points", 1),
    Column("change_value", "Change", "change"),
    Column("sent_on", "Sent", "date"),
    Column("spark", "Trend", "spark"),
    Column("light", "Light", "light"),
    Column("reasons", "Reasons", "chips"),
]
ROWS = pl.DataFrame(
    {
        "area_name": ["Bayan", "=HYPERLINK(1)"],
        "actual_value": [1206, None],
        "attainment_rate": [0.634, None],
        "points_behind": [-0.094, None],
        "change_value": [35.0, None],
        "sent_on": [date(2018, 10, 3), None],
        "spark": [[1.0, None, 3.0], []],
        "light": ["red", "grey"],
        "light_reason": [None, "not_reported"],
        "reasons": [["overdue", "no water"], None],
    },
    schema_overrides={"actual_value": pl.Int64, "attainment_rate": pl.Float64},
)


@pytest.fixture(autouse=True)
def _in_english():
    with speaking("en"):
        yield


def sheet(*, head=()) -> exports.Sheet:
    shown = columns.written(COLUMNS)
    return exports.Sheet(
        title="Tasks",
        head=list(head),
        header=[column.title for column in shown],
        places=[column.places if column.kind in columns.NUMBERS else None for column in shown],
        rows=[[columns.exact(c, row) for c in shown] for row in ROWS.iter_rows(named=True)],
        notes="Notes",
    )


def test_cells_are_written_as_text_with_dashes_for_silence():
    first, second = ROWS.iter_rows(named=True)
    written = [columns.text(column, first) for column in columns.written(COLUMNS)]
    assert written == [
        "Bayan",
        "1,206",
        "63.40%",
        "−9.4",
        "+35",
        "2018-10-03",
        "■ far behind",
        "overdue, no water",
    ]
    assert [columns.text(column, second) for column in columns.written(COLUMNS)][1:] == [
        *["—"] * 5,
        "– not reported",
        "",
    ]


def test_screen_gets_numbers_in_the_unit_its_format_adds():
    shown = columns.on_screen(ROWS, COLUMNS)
    assert shown["attainment_rate"].to_list() == [pytest.approx(63.4), None]
    assert shown["light"].to_list() == [["■ far behind"], ["– not reported"]]
    assert shown["reasons"].to_list() == [["overdue", "no water"], []]
    assert shown["spark"].to_list() == [[1.0, 3.0], []]


def test_words_that_repeat_in_a_long_table_are_sent_once():
    rows = pl.DataFrame({"name": [f"road {n}" for n in range(100)], "why": ["land"] * 100})
    asked = [Column("name", "Project"), Column("why", "Reason")]
    shown = columns.on_screen(rows, asked)
    assert shown.dtypes == [pl.String, pl.Categorical]
    assert shown["why"].cast(pl.String).to_list() == ["land"] * 100
    assert columns.on_screen(rows.head(99), asked).schema["why"] == pl.String


def test_paper_has_every_column_but_small_lines():
    titles, *cells = on_paper(paper.markdown(ROWS, COLUMNS))
    assert titles == [column.title for column in columns.written(COLUMNS)]
    assert "63.40%" in cells[0]
    assert "−9.4" in cells[0]


def test_workbook_holds_title_state_figures_and_notes():
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx(sheet(head=["Simulated data"]))))
    lines = list(book.active.iter_rows(values_only=True))
    assert lines[0][0] == "Tasks"
    assert lines[1][0] == "Simulated data"
    assert lines[3][:4] == ("Area", "Actual", "Rate", "Points")
    assert lines[4][1:4] == (1206, 63.4, -9.4)
    assert lines[5][:2] == ("=HYPERLINK(1)", "—")
    assert lines[-1][0] == "Notes"


def test_a_formula_from_a_file_stays_text():
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx(sheet())))
    cell = next(c for row in book.active.iter_rows() for c in row if "HYPER" in str(c.value))
    assert cell.data_type == "s"
    rows = list(csv.reader(io.StringIO(exports.csv_file(sheet()).decode("utf-8-sig"))))
    assert ["'=HYPERLINK(1)", "—"] in [row[:2] for row in rows]


def test_csv_opens_in_a_spreadsheet_program_as_utf8():
    assert exports.csv_file(sheet()).startswith(b"\xef\xbb\xbf")
