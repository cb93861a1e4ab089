"""Every rule of targets, yearly plans and designations, broken once."""


def test_targets_keep_dates_level_and_indicator_in_order(problems):
    table = """
        | 代码   | 指标代码      | 基期       | 基期值 | 完成时限   | 目标 |
        | 巴彦甲 | people_lifted | 2015-12-31 | 0      | 2017-12-31 | 100  |
        | 巴彦乙 | people_lifted | 2017-12-31 | 0      | 2017-12-31 | 90   |
        | 巴彦   | people_lifted | 2015-12-31 | 0      | 2017-12-31 | 90   |
        | 巴彦丙 | people_ready  | 2015-12-31 | 0      | 2017-12-31 | 90   |
        | 巴彦   | rural_roads   | 2015-12-31 | 0      | 2017-12-31 | 90   |
        | 木兰   | bridges       | 2015-12-31 | -1     | 2017-12-31 | 2.5  |
    """
    assert problems(table) == [
        (3, "target_date", "dates_out_of_order"),
        (4, "area_code", "wrong_level"),
        (5, "indicator_code", "target_of"),
        (6, "indicator_code", "derived_indicator"),
        (7, "baseline_value", "negative"),
        (7, "target_value", "not_whole"),
    ]


def test_an_adjusted_target_says_who_approved_it_when_and_where(problems):
    header = "指标代码 | 基期 | 基期值 | 完成时限 | 目标"
    row = "people_lifted | 2015-12-31 | 0      | 2017-12-31 | 90"
    table = f"""
        | 目标版本 | 代码   | {header} | 文号 | 批准日期 | 批准单位 |
        | 文件目标 | 巴彦甲 | {row} | -     | -          | -        |
        | 调整目标 | 巴彦甲 | {row} | 1号文 | 2018-03-01 | 领导小组 |
        | 调整目标 | 巴彦乙 | {row} | 1号文 | -          | -        |
        | 调整目标 | 巴彦丙 | {row} | -     | 2018-12-01 | 领导小组 |
        | 随便     | 木兰甲 | {row} | -     | -          | -        |
    """
    assert problems(table) == [
        (4, "approved_by", "approval_missing"),
        (4, "approved_on", "approval_missing"),
        (5, "approved_on", "future_date"),
        (5, "document_no", "approval_missing"),
        (6, "target_version", "not_a_choice"),
    ]


def test_a_yearly_plan_is_whole_positive_and_of_the_programmes_years(problems):
    table = """
        | 代码   | 指标代码      | 年度 | 年度任务 |
        | 巴彦甲 | people_lifted | 2017 | 50       |
        | 巴彦甲 | people_lifted | 2018 | 50.5     |
        | 巴彦甲 | people_lifted | 1997 | 50       |
        | 巴彦甲 | people_lifted | 2019 | -1       |
        | 巴彦甲 | people_lifted | 今年 | 1        |
    """
    assert problems(table) == [
        (3, "planned_value", "not_whole"),
        (4, "year", "year_out_of_range"),
        (5, "planned_value", "too_small"),
        (6, "year", "not_a_year"),
    ]


def test_roles_belong_to_their_level(problems):
    table = """
        | 代码      | 生效日期   | 步次   | 贫困县 | 贫困村 | 有扶贫任务 | 少数民族村 |
        | 巴彦      | 2015-12-31 | 第一步 | 省级   | 否     | 是         | -          |
        | 巴彦甲    | 2015-12-31 | -      | -      | 是     | 是         | 是         |
        | 木兰      | 2015-12-31 | 第一步 | -      | 是     | 是         | -          |
        | 木兰甲    | 2015-12-31 | -      | 省级   | 否     | 是         | -          |
        | 延寿甲    | 2015-12-31 | -      | -      | 是     | 否         | -          |
        | 230126100 | 2015-12-31 | -      | -      | 否     | 是         | -          |
        | 延寿乙    | 2015-12-31 | 第三步 | -      | 否     | -          | -          |
    """
    assert problems(table) == [
        (4, "is_poor_village", "role_of_another_level"),
        (5, "poor_county", "role_of_another_level"),
        (6, "has_task", "poor_without_task"),
        (7, "area_code", "never_designated"),
        (8, "has_task", "missing_value"),
        (8, "step", "not_a_choice"),
    ]


def test_an_optional_list_left_blank_means_not_on_it(checked):
    table = """
        | 代码   | 生效日期   | 贫困村 | 有扶贫任务 |
        | 巴彦甲 | 2015-12-31 | 是     | 是         |
    """
    rows = checked(table).rows
    assert rows.select("is_old_base_area", "is_minority_village").row(0) == (False, False)
