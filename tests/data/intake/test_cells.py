import pytest


def column(checked, table: str, field: str, **options) -> list:
    return checked(table, **options).rows[field].to_list()


def test_numbers_are_read_as_offices_write_them(checked):
    table = """
        | 代码 | 指标代码 | 数据时点 | 数值  |
        | 巴彦 | bridges  | 2018-01  | 12    |
        | 巴彦 | bridges  | 2018-02  | １２  |
        | 巴彦 | bridges  | 2018-03  | 12.0  |
        | 巴彦 | bridges  | 2018-04  | +12   |
    """
    assert column(checked, table, "obs_value") == [12, 12, 12, 12]


def test_thousands_commas_and_percent_signs_are_understood(checked):
    table = """
        | 代码 | 指标代码     | 数据时点 | 数值        | 分子   | 分母      |
        | 巴彦 | grid_upgrade | 2018-01  | 50%         | 617284 | "1,234,568" |
    """
    assert column(checked, table, "obs_value") == [50]
    assert column(checked, table, "denominator") == [1_234_568]


@pytest.mark.parametrize("cell", ["十二", "12座", "1 2", "1,2", "nan", "inf", "1e999", "约12"])
def test_what_is_no_number_is_said(problems, cell):
    table = f"""
        | 代码 | 指标代码 | 数据时点 | 数值     |
        | 巴彦 | bridges  | 2018-01  | "{cell}" |
    """
    assert problems(table) == [(2, "obs_value", "not_a_number")]


@pytest.mark.parametrize("dash", ["—", "--", "-", ""])
def test_a_dash_is_nothing_reported_and_never_zero(problems, dash):
    table = f"""
        | 代码 | 指标代码 | 数据时点 | 数值   |
        | 巴彦 | bridges  | 2018-01  | {dash} |
    """
    assert problems(table) == [(2, "obs_value", "missing_value")]


def test_yes_and_no_come_in_many_words(checked):
    rows = "\n".join(
        f"| 巴彦甲 | {2000 + number} | 1 | 1 | {word} |"
        for number, word in enumerate(
            ["是", "有", "1", "Y", "达标", "否", "无", "0", "n", "未通"], 11
        )
    )
    read = column(checked, f"| 代码 | 年度 | 总户数 | 总人口数 | 通班车 |\n{rows}", "has_bus")
    assert read == [True] * 5 + [False] * 5


def test_choices_are_read_in_chinese_english_and_the_stored_word(checked):
    table = """
        | 代码   | 户编号 | 年度 | 人数 | 脱贫状态           | 主要致贫原因 |
        | 巴彦甲 | 1      | 2017 | 1    | 未脱贫             | 因病         |
        | 巴彦甲 | 2      | 2017 | 1    | not exited         | illness      |
        | 巴彦甲 | 3      | 2017 | 1    | not_exited         | 缺劳动力     |
        | 巴彦甲 | 4      | 2017 | 1    | 预脱贫             | own drive    |
    """
    assert column(checked, table, "register_status") == ["not_exited"] * 3 + ["ready"]
    assert column(checked, table, "main_cause") == ["illness", "illness", "labour", "own_drive"]


REGISTER = """
    | AAD001 | AAC001 | AAR040 | AAC017 | AAR010 | AAC006 | AAC007 | AAC008 | AAC322 | AAC023 |
    | 巴彦甲 | 1      | 2017   | 4      | 0      | 01     | 01     | 07、08 | 3      | -      |
    | 巴彦甲 | 2      | 2017   | 2      | 1      | 04     | 12     | -      | 1      | 2016   |
    | 巴彦甲 | 3      | 2017   | 1      | 4      | 07     | 2      | 11     | -      | 2017   |
"""


def test_numbers_of_the_national_register_are_read_under_its_own_columns(checked):
    rows = checked(REGISTER).rows
    assert checked(REGISTER).errors.is_empty()
    assert rows["register_status"].to_list() == ["not_exited", "exited_supported", "exited"]
    assert rows["attribute"].to_list() == [
        "ordinary",
        "minimum_allowance",
        "specially_supported",
    ]
    assert rows["main_cause"].to_list() == ["illness", "other", "disability"]
    assert rows["other_causes"].to_list() == ["skills,labour", None, "own_drive"]
    assert rows["housing_grade"].to_list() == ["C", "A", None]
    assert [day and day.year for day in rows["exited_on"]] == [None, 2016, 2017]


WHOSE = """
    | 代码   | 户编号 | 年度 | 人数 | 脱贫状态 |
    | 巴彦甲 | 1      | 2017 | 4    | 0        |
    | 巴彦甲 | 2      | 2017 | 4    | 在贫     |
"""


def test_a_number_without_its_system_is_asked_about(problems):
    assert problems(WHOSE) == [
        (2, "register_status", "whose_code"),
        (3, "register_status", "not_a_choice"),
    ]


def test_at_most_two_other_causes(problems):
    table = """
        | 代码   | 户编号 | 年度 | 人数 | 脱贫状态 | 其他致贫原因   |
        | 巴彦甲 | 1      | 2017 | 4    | 未脱贫   | 因病、因残     |
        | 巴彦甲 | 2      | 2017 | 4    | 未脱贫   | 因病 因残 因学 |
        | 巴彦甲 | 3      | 2017 | 4    | 未脱贫   | 因病、运气     |
    """
    assert problems(table) == [
        (3, "other_causes", "too_many_choices"),
        (4, "other_causes", "not_a_choice"),
    ]


def test_a_row_with_more_cells_than_the_header_is_named(problems):
    table = """
        | 代码 | 指标代码 | 数据时点 | 数值 |
        | 巴彦 | bridges  | 2018-01  | 1    | 2 |
    """
    assert problems(table) == [(2, "extra", "cells_beyond_header")]
