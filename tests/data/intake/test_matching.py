from datetime import date

import pytest

from data.catalogue import forms
from data.intake.matching.heads import read_head, recognise
from data.intake.messages import reason, word
from data.intake.problems import UnreadableFileError

CHINESE = "行政区划代码,地区名称,指标代码,数据时点,核实状态,数值,分子,分母"
ENGLISH = "Area code,Area name,Indicator code,Period,Verification,Value,Numerator,Denominator"
CODES = "area_code,area_name,indicator_code,period,verification,obs_value,numerator,denominator"
HOUSEHOLDS = "AAD001,AAC001,AAR040,AAC017,AAC006,AAC007,AAR010,AAC023,AAC082,AAC312,AAC318"


def found(*lines: str, form: str | None = None):
    return recognise([line.split(",") for line in lines], forms(), form=form)


@pytest.mark.parametrize("header", [CHINESE, ENGLISH, CODES], ids=["zh", "en", "codes"])
def test_headers_in_every_language_are_the_same_fields(header):
    _, match = found(header)
    assert match.form.code == "observations"
    assert list(match.columns) == CODES.split(",")


def test_codes_of_the_national_register_are_fields():
    _, match = found(HOUSEHOLDS)
    assert match.form.code == "households"
    assert list(match.columns) == [
        "area_code",
        "household_code",
        "year",
        "people",
        "attribute",
        "main_cause",
        "register_status",
        "exited_on",
        "net_income_per_head_cny",
        "has_safe_water",
        "is_unsafe_house",
    ]
    assert all(column.is_register_code for column in match.columns.values())


def test_spaces_width_case_and_quotes_dont_count():
    _, match = found(
        " 行政区划 代码*,ｉｎｄｉｃａｔｏｒ　ＣＯＤＥ,数据时点：,“数值”（％）,区县(市)"
    )
    assert set(match.columns) == {
        "area_code",
        "indicator_code",
        "period",
        "obs_value",
        "county_name",
    }


def test_a_unit_in_the_header_converts_the_numbers():
    _, match = found(
        "行政村代码,年度,总户数,总人口数（万人）,村集体经济收入（万元）,秸秆综合利用率（%）"
    )
    assert match.form.code == "villages"
    assert match.columns["people"].factor == 10_000
    assert match.columns["collective_income_cny"].factor == 10_000
    assert match.columns["straw_use_rate"].factor == 1


def test_the_register_counts_collective_income_in_ten_thousand_yuan():
    _, match = found("AAD001,AAR040,AAD005,AAD010,AAD302")
    assert match.columns["collective_income_cny"].factor == 10_000


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("行政区划代码,指标代码,基期,基期值,完成时限,目标值", "targets"),
        ("行政区划代码,指标代码,年度,年度任务", "annual_plan"),
        ("行政区划代码,生效日期,是否贫困村,是否有扶贫任务", "designations"),
        ("行政村代码,户编号,年度,家庭人口数,脱贫状态", "households"),
        ("行政村代码,年度,总户数,总人口数", "villages"),
    ],
)
def test_a_form_is_recognised_by_its_header(header, form):
    assert found(header)[1].form.code == form


def test_the_header_is_the_first_row_that_names_half_of_a_form():
    row, match = found("2018年9月指标数据表", "报送单位,巴彦县扶贫办", "", CHINESE)
    assert (row, match.form.code) == (3, "observations")


def test_unknown_columns_are_kept_by_place_and_name():
    assert found(CHINESE + ",县长意见,")[1].unknown == ((8, "县长意见"), (9, ""))


def test_a_name_column_can_stand_for_the_code():
    assert "area_code" not in found("区县,地区名称,指标,月份,数值")[1].columns


@pytest.mark.parametrize(
    ("header", "form", "problem"),
    [
        ("甲,乙,丙", None, "no_header"),
        (
            "行政区划代码,指标代码,数据时点",
            None,
            "missing_columns: 指标数据表（observations）：数值",
        ),
        ("行政区划代码,指标代码,年度,数据时点,年度任务,数值", None, "two_forms"),
        (CHINESE + ",指标值", None, "column_twice: 数值, 指标值"),
        ("行政村代码,年度,总户数,总人口数,村集体经济收入（亩）", None, "unit_differs"),
        (CHINESE.replace("数值", "数值（万人）"), None, "unit_differs: 数值（万人）"),
        (CHINESE, "roads", "unknown_form: roads"),
        (CHINESE, "households", "header_near: 最接近的是第1行"),
    ],
)
def test_a_header_that_fits_no_form_is_a_sentence(header, form, problem):
    with pytest.raises(UnreadableFileError, match=problem):
        found(header, form=form)


def refusal(*lines: str, form: str | None = None, language: str = "zh") -> str:
    """What the sender reads of a file without a header."""
    with pytest.raises(UnreadableFileError) as refused:
        found(*lines, form=form)
    code, detail = refused.value.problem_code, refused.value.detail
    return reason(code, language, detail=word(detail, language))


MISSPELT = (
    "2018年9月",
    "报送单位,巴彦县",
    "区划编码,指标,月分,数据值,附注",
    "230126,bridges,9,12,",
)


def test_a_wrong_header_is_told_by_its_row_and_its_columns():
    """Of four columns 指标 is known; the other three are misspelt, each like another cell."""
    assert refusal(*MISSPELT) == (
        "前60行内没有找到表头，最接近的是第3行。"
        "必填列为指标数据表（observations）：行政区划代码、指标代码、数据时点、数值；"
        "未找到行政区划代码（文件中的“区划编码”与之相近）、"
        "数据时点（文件中的“月分”与之相近）、数值（文件中的“数据值”与之相近）"
    )
    assert refusal(*MISSPELT, language="en") == (
        "No header row within the first 60 rows; row 3 comes nearest. "
        "Needed are Observations (observations): Area code, Indicator code, Period, Value; "
        "not found: Area code (“区划编码” looks like it), "
        "Period (“月分” looks like it), Value (“数据值” looks like it)"
    )


def test_with_a_form_a_row_of_misspelt_columns_alone_comes_near():
    said = refusal("甲,乙,丙", "区划编码,指标项,月分,数据值", form="observations")
    assert "最接近的是第2行" in said
    assert "指标代码（文件中的“指标项”与之相近）" in said


def test_with_a_form_and_nothing_near_its_columns_are_listed():
    assert refusal("甲,乙,丙", form="annual_plan") == (
        "前60行内没有找到这张表的表头，必填列为"
        "年度计划表（annual_plan）：行政区划代码、指标代码、年度、年度任务"
    )


def test_a_missing_column_is_told_with_the_header_that_looks_like_it():
    said = refusal("行政区划代码,指标代码,数据时点,数据值")
    assert said.endswith("（observations）：数值（文件中的“数据值”与之相近）")


def test_the_sender_can_name_the_form():
    header = "行政区划代码,指标代码,年度,数据时点,年度任务,数值"
    assert found(header, form="annual_plan")[1].form.code == "annual_plan"


def head(*lines: str):
    return read_head([line.split(",") for line in lines], forms()["targets"].header_fields)


def test_the_head_is_read_from_pairs_of_cells():
    read = head("目标表,,", "报送单位,巴彦县扶贫办,", "填报日期,2018年10月4日,", "状态,已锁定,")
    assert read.values == {"sending_office": "巴彦县扶贫办", "return_state": "locked"}
    assert read.sent_on == date(2018, 10, 4)
    assert read.unknown == ()


def test_the_head_is_read_from_one_cell_with_a_colon_and_several_on_a_line():
    read = head("填报单位：木兰县交通局,填报人: 甲,审核人,乙,签发人,,文号,木交〔2018〕3号")
    assert read.values == {
        "sending_office": "木兰县交通局",
        "filled_in_by": "甲",
        "checked_by": "乙",
        "document_no": "木交〔2018〕3号",
    }


def test_a_pair_that_is_no_head_field_is_named():
    assert head("联系电话,见附件").unknown == ("联系电话, 见附件",)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("报送日期,昨天", "head_date"),
        ("状态,很好", "head_choice"),
        ("数据性质,部分", "head_choice"),
    ],
)
def test_a_head_cell_that_cant_be_read_is_a_sentence(line, problem):
    with pytest.raises(UnreadableFileError, match=problem):
        head(line)
