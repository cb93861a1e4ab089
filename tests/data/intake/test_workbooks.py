from datetime import date, datetime

import openpyxl
import pytest

from data.intake.problems import UnreadableFileError
from data.intake.readers.sandbox import read_workbook

MONTH = 'yyyy"年"m"月"'


@pytest.fixture
def sheet(tmp_path):
    """A worksheet, and a function that saves and reads it."""
    book = openpyxl.Workbook()

    def read():
        path = tmp_path / "return.xlsx"
        book.save(path)
        return read_workbook(path)

    return book.active, read


def test_row_numbers_are_those_of_the_sheet(sheet):
    cells, read = sheet
    cells["A1"] = "2018年9月指标数据表"
    cells["A3"], cells["B3"] = "代码", "数值"
    cells["A4"], cells["B4"] = 230126, 1.5
    cells["A7"], cells["B7"] = "230127", 2.0
    source = read()
    assert source.encoding == "xlsx"
    assert source.table(2).rows() == [(4, "230126", "1.5", None), (7, "230127", "2", None)]


def test_a_cell_is_read_as_it_is_shown(sheet):
    """Typing 2018-09 gives the first of September, shown as a month; 87.5% is 0.875 inside."""
    cells, read = sheet
    cells.append(["月份", "日期", "年", "比例", "是否", "差"])
    cells.append([date(2018, 9, 1), datetime(2018, 9, 30), date(2018, 1, 1), 0.875, True, 0.1])
    cells["A2"].number_format = MONTH
    cells["C2"].number_format = "yyyy"
    cells["D2"].number_format = "0.0%"
    assert read().table(0).row(0) == (
        2,
        "2018-09",
        "2018-09-30",
        "2018",
        "87.5%",
        "1",
        "0.1",
        None,
    )


def test_formatted_but_empty_cells_far_away_are_no_part_of_the_table(sheet):
    cells, read = sheet
    cells.append(["代码", "数值"])
    cells.append(["230126", 1])
    cells["XFD1048576"].number_format = "0.0"
    assert read().table(0).rows() == [(2, "230126", "1", None)]


def test_other_sheets_are_named_and_hidden_ones_pass(sheet):
    cells, read = sheet
    cells.append(["代码"])
    cells.append(["230126"])
    book = cells.parent
    book.create_sheet("第二页").append([1])
    book.create_sheet("空白")
    lists = book.create_sheet("下拉")
    lists.append([1])
    lists.sheet_state = "hidden"
    assert read().other_sheets == ("第二页",)


def test_a_formula_without_a_result_is_not_taken_for_an_empty_cell(sheet):
    cells, read = sheet
    cells.append(["代码", "数值"])
    cells.append(["230126", "=1+1"])
    with pytest.raises(UnreadableFileError, match="formula_without_result: B2"):
        read()


def test_an_empty_workbook_is_said_to_be_empty(sheet):
    with pytest.raises(UnreadableFileError, match="empty_file"):
        sheet[1]()
