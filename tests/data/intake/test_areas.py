"""Which place a row is about: three villages are called 福合村, 巴彦 is a county and a town."""


def test_a_code_alone_is_enough_and_may_be_filled_up_to_twelve_digits(checked):
    table = """
        | 代码         | 指标代码 | 数据时点 | 数值 |
        | 230126       | bridges  | 2018-01  | 1    |
        | 230127000000 | bridges  | 2018-01  | 1    |
    """
    result = checked(table)
    assert result.errors.is_empty()
    assert result.rows["area_code"].to_list() == ["230126", "230127"]


def test_a_name_is_checked_against_the_code_without_its_usual_endings(problems):
    table = """
        | 区县   | 代码   | 地区名称     | 指标代码   | 数据时点 | 数值 | 分子 | 分母 |
        | 巴彦县 | 巴彦甲 | 福民村       | paved_road | 2018-01  | 100  | 1    | 1    |
        | 巴彦   | 巴彦乙 | 吉庆村村委会 | paved_road | 2018-01  | 100  | 1    | 1    |
        | 木兰县 | 巴彦丙 | 庆隆村       | paved_road | 2018-01  | 100  | 1    | 1    |
        | -      | 木兰甲 | 东南村       | paved_road | 2018-01  | 100  | 1    | 1    |
    """
    assert problems(table) == [
        (4, "county_name", "parent_differs"),
        (5, "area_name", "name_differs"),
    ]


def test_the_hint_names_the_place_of_the_code(checked):
    table = """
        | 代码   | 地区名称 | 指标代码   | 数据时点 | 数值 | 分子 | 分母 |
        | 木兰甲 | 东南村   | paved_road | 2018-01  | 100  | 1    | 1    |
    """
    assert checked(table).errors["detail"].to_list() == ["西南村"]


def test_a_name_alone_counts_only_where_one_place_bears_it(checked):
    table = """
        | 区县   | 乡镇   | 地区名称 | 指标代码   | 数据时点 | 数值 | 分子 | 分母 |
        | 巴彦县 | -      | 福合村   | paved_road | 2018-01  | 100  | 1    | 1    |
        | -      | 建国乡 | 福合村   | paved_road | 2018-02  | 100  | 1    | 1    |
        | -      | -      | 福合村   | paved_road | 2018-03  | 100  | 1    | 1    |
        | 延寿县 | -      | 福合村   | paved_road | 2018-04  | 100  | 1    | 1    |
    """
    result = checked(table)
    assert result.rows["area_code"].to_list() == ["230126101201", "230127200201", None, None]
    assert result.errors.select("row_number", "problem_code", "detail").rows() == [
        (5, "unknown_name", ""),
        (4, "ambiguous_name", "3"),
    ]


def test_the_level_of_the_indicator_tells_a_county_from_a_town_of_its_name(checked):
    table = """
        | 区县   | 地区名称 | 指标代码         | 数据时点 | 数值 | 分子 | 分母 |
        | -      | 巴彦     | bridges          | 2018-01  | 1    | -    | -    |
        | 巴彦县 | 巴彦     | township_station | 2018-01  | 100  | 1    | 1    |
    """
    assert checked(table).rows["area_code"].to_list() == ["230126", "230126100"]


def test_of_two_places_that_share_a_name_the_one_called_so_in_full_is_meant(checked):
    table = """
        | 编号 | 地区名称 | 来源 | 反馈日期   | 问题 | 整改时限   |
        | 1    | 巴彦县   | 审计 | 2018-01-10 | 滞留 | 2018-06-30 |
        | 2    | 巴彦镇   | 审计 | 2018-01-10 | 滞留 | 2018-06-30 |
        | 3    | 巴彦     | 审计 | 2018-01-10 | 滞留 | 2018-06-30 |
    """
    result = checked(table)
    assert result.rows["area_code"].to_list() == ["230126", "230126100", None]
    assert result.errors["problem_code"].to_list() == ["ambiguous_name"]


def test_what_names_no_place_or_the_wrong_level_is_said(problems):
    table = """
        | 代码         | 地区名称 | 指标代码   | 数据时点 | 数值 | 分子 | 分母 |
        | 230999       | -        | bridges    | 2018-01  | 1    | -    | -    |
        | 巴彦甲       | -        | bridges    | 2018-01  | 1    | -    | -    |
        | -            | -        | bridges    | 2018-01  | 1    | -    | -    |
        | 230126000999 | -        | paved_road | 2018-01  | 100  | 1    | 1    |
    """
    assert problems(table) == [
        (2, "area_code", "unknown_area"),
        (3, "area_code", "wrong_level"),
        (4, "area_code", "missing_value"),
        (5, "area_code", "unknown_area"),
    ]
