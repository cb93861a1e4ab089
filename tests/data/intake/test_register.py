"""Every rule of households and village sheets, broken once."""


def test_status_and_dates_of_a_household_agree(problems):
    table = """
        | 代码   | 户编号 | 年度 | 人数 | 脱贫状态     | 识别时间 | 脱贫时间   | 返贫时间 |
        | 巴彦甲 | 1      | 2017 | 4    | 脱贫享受政策 | 2014     | 2016       | -        |
        | 巴彦甲 | 2      | 2017 | 4    | 脱贫享受政策 | 2014     | -          | -        |
        | 巴彦甲 | 3      | 2017 | 4    | 未脱贫       | 2014     | 2016       | -        |
        | 巴彦甲 | 4      | 2017 | 4    | 返贫         | 2014     | 2016       | -        |
        | 巴彦甲 | 5      | 2017 | 4    | 返贫         | 2014     | 2016-11-30 | 2016-10  |
        | 巴彦甲 | 6      | 2017 | 4    | 脱贫享受政策 | 2017     | 2016       | -        |
        | 巴彦甲 | 7      | 2017 | 4    | 脱贫享受政策 | 2014     | 2018-03    | -        |
        | 巴彦甲 | 8      | 2017 | 4    | 未脱贫       | 2014     | 2015       | 2016     |
        | 巴彦甲 | 9      | 2017 | 4    | 脱贫享受政策 | 2016     | 2016-11-30 | -        |
    """
    assert problems(table) == [
        (3, "exited_on", "exit_without_date"),
        (4, "register_status", "exit_date_without_exit"),
        (5, "fell_back_on", "fall_back_without_date"),
        (6, "fell_back_on", "dates_out_of_order"),
        (7, "exited_on", "dates_out_of_order"),
        (8, "exited_on", "date_after_year"),
    ]


def test_people_year_and_place_of_a_household(problems):
    table = """
        | 代码   | 户编号 | 年度 | 人数 | 脱贫状态 |
        | 巴彦甲 | 1      | 2017 | 0    | 未脱贫   |
        | 巴彦甲 | 2      | 2017 | 2.5  | 未脱贫   |
        | 巴彦甲 | 3      | 2019 | 2    | 未脱贫   |
        | 巴彦   | 4      | 2017 | 2    | 未脱贫   |
        | 巴彦甲 | -      | 2017 | 2    | 未脱贫   |
        | 巴彦甲 | 5      | 2017 | 2    | 未脱贫   |
        | 巴彦乙 | 5      | 2017 | 2    | 未脱贫   |
    """
    assert problems(table) == [
        (2, "people", "too_small"),
        (3, "people", "not_whole"),
        (4, "year", "year_out_of_range"),
        (5, "area_code", "wrong_level"),
        (6, "household_code", "missing_value"),
        (7, "household_code", "duplicate"),
        (8, "household_code", "duplicate"),
    ]


def test_housing_that_contradicts_itself(checked):
    table = """
        | 代码   | 户编号 | 年度 | 人数 | 脱贫状态 | 住房安全 | 危房户 | 危房级别 |
        | 巴彦甲 | 1      | 2017 | 4    | 未脱贫   | 是       | 是     | -        |
        | 巴彦甲 | 2      | 2017 | 4    | 未脱贫   | 是       | -      | C级      |
        | 巴彦甲 | 3      | 2017 | 4    | 未脱贫   | 否       | 是     | D        |
    """
    issues = checked(table).issues.select("row_number", "problem_code", "severity")
    assert issues.rows() == [
        (2, "contradiction", "error"),
        (3, "safe_but_grade_c_or_d", "warning"),
    ]


def test_net_income_beside_its_parts_is_only_remarked_on(checked):
    """(10000 + 2000 - 4000) / 4 is 2000 a head, not 3000."""
    header = (
        "| AAD001 | AAR040 | AAC017 | AAR010 | AAC001 | AAC073 | AAC071 | AAC072 | AAC085 |"
    )
    household = "| 巴彦甲 | 2017   | 4      | 0     "
    table = f"""
        {header} AAC074 | AAC082 |
        {household} | 1 | 10000 | 2000 | 0 | 0 | 4000 | 3000   |
        {household} | 2 | 10000 | 2000 | 0 | 0 | 4000 | 2000.4 |
        {household} | 3 | 10000 | 2000 | - | 0 | 4000 | 3000   |
    """
    issues = checked(table).issues.select("row_number", "problem_code", "severity", "detail")
    assert issues.rows() == [(2, "income_differs", "warning", "2000")]


def test_parts_of_a_village_are_never_more_than_the_whole(problems):
    table = """
        | 代码   | 年度 | 户数 | 总人口 | 贫困户数 | 贫困人口 | AAD331 | 饮水安全 |
        | 巴彦甲 | 2017 | 300  | 1000   | 10       | 30       | 0      | 是       |
        | 巴彦乙 | 2017 | 300  | 1000   | 310      | 1001     | 301    | 否       |
        | 巴彦丙 | 2017 | 300  | 1000   | 10       | 30       | 5      | 是       |
    """
    assert problems(table) == [
        (3, "households_without_safe_water", "part_over_whole"),
        (3, "poor_households", "part_over_whole"),
        (3, "poor_people", "part_over_whole"),
        (4, "households_without_safe_water", "contradiction"),
    ]


def test_a_count_of_the_register_agrees_with_yes_or_no(problems):
    table = """
        | 代码   | 年度 | 户数 | 总人口 | AAD391 | 有卫生室 | AAD393 | 有村医 |
        | 巴彦甲 | 2017 | 300  | 1000   | 1      | 是       | 0      | 否     |
        | 巴彦乙 | 2017 | 300  | 1000   | 0      | 是       | 2      | 否     |
    """
    assert problems(table) == [(3, "clinics", "contradiction"), (3, "doctors", "contradiction")]


def test_percentages_of_a_village_stay_between_0_and_100(problems):
    table = """
        | 代码   | 年度 | 总户数 | 总人口数 | 贫困发生率 | 秸秆综合利用率 |
        | 巴彦甲 | 2017 | 300    | 1000     | 2.5        | 60%            |
        | 巴彦乙 | 2017 | 300    | 1000     | 101        | -1             |
    """
    assert problems(table) == [
        (3, "poverty_incidence_rate", "too_large"),
        (3, "straw_use_rate", "too_small"),
    ]
