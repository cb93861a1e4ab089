import pytest

from data.intake.problems import UnreadableFileError
from data.intake.readers.csv_file import read_csv

TEXT = "表名\n报送单位,巴彦县扶贫办\n代码,数值\n230126,1\n\n230127,2\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-bom"),
        (TEXT.encode("gb18030"), "gb18030"),
    ],
)
def test_every_encoding_gives_the_same_cells_and_says_which_it_was(content, encoding):
    source = read_csv(content)
    assert source.encoding == encoding
    assert source.top[1] == ["报送单位", "巴彦县扶贫办"]
    assert source.table(2).rows() == [(4, "230126", "1", None), (6, "230127", "2", None)]


def test_row_numbers_are_those_of_the_spreadsheet():
    """An empty line is a row, and a cell of two lines is one."""
    source = read_csv('代码,备注\n1,a\n\n"2","两\n行"\n,\n3,c\n'.encode())
    assert source.table(0).rows() == [
        (2, "1", "a", None),
        (4, "2", "两\n行", None),
        (6, "3", "c", None),
    ]


def test_windows_and_old_line_ends_are_read():
    assert read_csv(b"a,b\r\n1,2\r\n").table(0).rows() == [(2, "1", "2", None)]
    assert read_csv(b"a,b\r1,2\r").table(0).rows() == [(2, "1", "2", None)]


def test_a_cell_beyond_the_header_is_kept_for_the_check():
    assert read_csv(b"a,b\n1,2,3\n4\n").table(0).rows() == [
        (2, "1", "2", "3"),
        (3, "4", None, None),
    ]


def test_a_quotation_mark_inside_a_cell_is_only_a_character():
    assert read_csv('a,b\n5"管,2\n'.encode()).table(0).rows() == [(2, '5"管', "2", None)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'a,b\n1,2\n3,"4\n5,6\n', "broken_quotes: 3"),
        (b"\xff\xfea\x00", "not_text"),
        (b"a,b\n\x81\n", "not_text"),
        (b"a" + b",a" * 400, "too_many_columns: 400"),
    ],
)
def test_what_is_no_table_is_said_in_a_sentence(content, problem):
    with pytest.raises(UnreadableFileError, match=problem):
        read_csv(content).table(0)
