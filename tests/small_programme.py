"""A programme small enough to add up by hand, written as the files that offices would send.

Ten villages in five of the city's real counties. Baseline 500 people: 380 in step 1 (Bayan
200, Mulan 100, Bin 60, Hulan 20), 120 in step 2 (Yanshou). Five poor villages: 巴彦甲, 巴彦乙,
木兰甲 and 宾县甲 in step 1, 延寿甲 in step 2. Bayan and Mulan are to delist in 2017, Yanshou in
2018; Pingfang has no task.

In the tables a place is called by a short name (`PLACES`); files bear the code. ``-`` is an
empty cell.
"""

from pathlib import Path

PLACES = {
    "巴彦": "230126",
    "木兰": "230127",
    "延寿": "230129",
    "宾县": "230125",
    "呼兰": "230111",
    "平房": "230108",
    "巴彦甲": "230126100200",
    "巴彦乙": "230126100201",
    "巴彦丙": "230126101200",
    "木兰甲": "230127101200",
    "木兰乙": "230127200201",
    "延寿甲": "230129100200",
    "延寿乙": "230129101200",
    "宾县甲": "230125100200",
    "宾县乙": "230125101200",
    "呼兰甲": "230111003201",
}

DESIGNATIONS = """
    | 代码   | 生效日期   | 步次   | 贫困县级别 | 是否贫困村 | 是否有扶贫任务 | 农业户籍人口 |
    | 巴彦   | 2015-12-31 | 第一步 | 省级       | 否         | 是             | -            |
    | 木兰   | 2015-12-31 | 第一步 | 省级       | 否         | 是             | -            |
    | 延寿   | 2015-12-31 | 第二步 | 国家级     | 否         | 是             | -            |
    | 宾县   | 2015-12-31 | 第一步 | -          | 否         | 是             | -            |
    | 呼兰   | 2015-12-31 | 第一步 | -          | 否         | 是             | -            |
    | 平房   | 2015-12-31 | -      | -          | 否         | 否             | -            |
    | 巴彦甲 | 2015-12-31 | 第一步 | -          | 是         | 是             | 1000         |
    | 巴彦乙 | 2015-12-31 | 第一步 | -          | 是         | 是             | 800          |
    | 巴彦丙 | 2015-12-31 | -      | -          | 否         | 是             | 1200         |
    | 木兰甲 | 2015-12-31 | 第一步 | -          | 是         | 是             | 600          |
    | 木兰乙 | 2015-12-31 | -      | -          | 否         | 是             | 900          |
    | 延寿甲 | 2015-12-31 | 第二步 | -          | 是         | 是             | 700          |
    | 延寿乙 | 2015-12-31 | -      | -          | 否         | 是             | 500          |
    | 宾县甲 | 2015-12-31 | 第一步 | -          | 是         | 是             | 400          |
    | 宾县乙 | 2015-12-31 | -      | -          | 否         | 是             | 1100         |
    | 呼兰甲 | 2015-12-31 | -      | -          | 否         | 是             | 900          |
"""

# 380 people are due at the end of 2017 and 120 at the end of 2018.
TARGETS = """
    | 代码   | 指标代码             | 基期       | 基期值 | 完成时限   | 目标值 |
    | 巴彦甲 | people_lifted        | 2015-12-31 | 0      | 2017-12-31 | 100    |
    | 巴彦乙 | people_lifted        | 2015-12-31 | 0      | 2017-12-31 | 80     |
    | 巴彦丙 | people_lifted        | 2015-12-31 | 0      | 2017-12-31 | 20     |
    | 木兰甲 | people_lifted        | 2015-12-31 | 0      | 2017-12-31 | 60     |
    | 木兰乙 | people_lifted        | 2015-12-31 | 0      | 2017-12-31 | 40     |
    | 宾县甲 | people_lifted        | 2015-12-31 | 0      | 2017-12-31 | 50     |
    | 宾县乙 | people_lifted        | 2015-12-31 | 0      | 2017-12-31 | 10     |
    | 呼兰甲 | people_lifted        | 2015-12-31 | 0      | 2017-12-31 | 20     |
    | 延寿甲 | people_lifted        | 2015-12-31 | 0      | 2018-12-31 | 90     |
    | 延寿乙 | people_lifted        | 2015-12-31 | 0      | 2018-12-31 | 30     |
    | 巴彦甲 | villages_delisted    | 2015-12-31 | 0      | 2017-12-31 | 1      |
    | 巴彦乙 | villages_delisted    | 2015-12-31 | 0      | 2017-12-31 | 1      |
    | 木兰甲 | villages_delisted    | 2015-12-31 | 0      | 2017-12-31 | 1      |
    | 宾县甲 | villages_delisted    | 2015-12-31 | 0      | 2017-12-31 | 1      |
    | 延寿甲 | villages_delisted    | 2015-12-31 | 0      | 2018-12-31 | 1      |
    | 巴彦   | counties_delisted    | 2015-12-31 | 0      | 2017-12-31 | 1      |
    | 木兰   | counties_delisted    | 2015-12-31 | 0      | 2017-12-31 | 1      |
    | 延寿   | counties_delisted    | 2015-12-31 | 0      | 2018-12-31 | 1      |
    | 巴彦   | roads_village_access | 2015-12-31 | 0      | 2018-12-31 | 30     |
    | 巴彦   | roads_network        | 2015-12-31 | 0      | 2018-12-31 | 20     |
    | 巴彦   | roads_widening       | 2015-12-31 | 0      | 2018-12-31 | 10     |
    | 巴彦   | bridges              | 2015-12-31 | 0      | 2018-12-31 | 6      |
    | 延寿   | bridges              | 2015-12-31 | 0      | 2018-12-31 | 4      |
"""

# 200 people in 2016, 180 more in 2017, 120 more in 2018: the straight line to each due date.
ANNUAL_PLAN = """
    | 代码   | 指标代码      | 年度 | 年度任务 |
    | 巴彦甲 | people_lifted | 2016 | 50       |
    | 巴彦乙 | people_lifted | 2016 | 40       |
    | 巴彦丙 | people_lifted | 2016 | 10       |
    | 木兰甲 | people_lifted | 2016 | 30       |
    | 木兰乙 | people_lifted | 2016 | 20       |
    | 宾县甲 | people_lifted | 2016 | 25       |
    | 宾县乙 | people_lifted | 2016 | 5        |
    | 呼兰甲 | people_lifted | 2016 | 20       |
    | 延寿甲 | people_lifted | 2016 | 0        |
    | 延寿乙 | people_lifted | 2016 | 0        |
    | 巴彦甲 | people_lifted | 2017 | 50       |
    | 巴彦乙 | people_lifted | 2017 | 40       |
    | 巴彦丙 | people_lifted | 2017 | 10       |
    | 木兰甲 | people_lifted | 2017 | 30       |
    | 木兰乙 | people_lifted | 2017 | 20       |
    | 宾县甲 | people_lifted | 2017 | 25       |
    | 宾县乙 | people_lifted | 2017 | 5        |
    | 呼兰甲 | people_lifted | 2017 | 0        |
    | 延寿甲 | people_lifted | 2017 | 0        |
    | 延寿乙 | people_lifted | 2017 | 0        |
    | 延寿甲 | people_lifted | 2018 | 90       |
    | 延寿乙 | people_lifted | 2018 | 30       |
"""

BASELINE = """
    | 代码   | 指标代码   | 数据时点 | 核实状态 | 数值 | 分子 | 分母 |
    | 巴彦甲 | paved_road | 2015-12  | 上报     | -    | 0    | 1    |
    | 巴彦乙 | paved_road | 2015-12  | 上报     | -    | 1    | 1    |
    | 木兰甲 | paved_road | 2015-12  | 上报     | -    | 0    | 1    |
    | 延寿甲 | paved_road | 2015-12  | 上报     | -    | 0    | 1    |
    | 延寿乙 | paved_road | 2015-12  | 上报     | -    | 0    | 1    |
"""

# 200 of 500 people by the end of 2016.
YEAR_2016 = """
    | 代码   | 指标代码      | 数据时点 | 核实状态 | 数值 | 分子 | 分母 |
    | 巴彦甲 | people_lifted | 2016年   | 上报     | 50   | -    | -    |
    | 巴彦乙 | people_lifted | 2016年   | 上报     | 30   | -    | -    |
    | 巴彦丙 | people_lifted | 2016年   | 上报     | 20   | -    | -    |
    | 木兰甲 | people_lifted | 2016年   | 上报     | 30   | -    | -    |
    | 木兰乙 | people_lifted | 2016年   | 上报     | 20   | -    | -    |
    | 宾县甲 | people_lifted | 2016年   | 上报     | 25   | -    | -    |
    | 宾县乙 | people_lifted | 2016年   | 上报     | 5    | -    | -    |
    | 呼兰甲 | people_lifted | 2016年   | 上报     | 20   | -    | -    |
    | 延寿甲 | people_lifted | 2016年   | 上报     | 0    | -    | -    |
    | 延寿乙 | people_lifted | 2016年   | 上报     | 0    | -    | -    |
    | 巴彦   | bridges       | 2016-10  | 上报     | 2    | -    | -    |
    | 巴彦   | bridges       | 2016-10  | 核查     | 1    | -    | -    |
    | 延寿   | bridges       | 2016-10  | 上报     | 1    | -    | -    |
"""

# 360 of 380 in step 1, 20 of 120 in step 2; 巴彦乙 doesn't make it, Bayan and Mulan apply.
YEAR_2017 = """
    | 代码   | 指标代码             | 数据时点 | 核实状态 | 数值 | 分子 | 分母 |
    | 巴彦甲 | people_lifted        | 2017年   | 上报     | 100  | -    | -    |
    | 巴彦乙 | people_lifted        | 2017年   | 上报     | 60   | -    | -    |
    | 巴彦丙 | people_lifted        | 2017年   | 上报     | 20   | -    | -    |
    | 木兰甲 | people_lifted        | 2017年   | 上报     | 60   | -    | -    |
    | 木兰乙 | people_lifted        | 2017年   | 上报     | 40   | -    | -    |
    | 宾县甲 | people_lifted        | 2017年   | 上报     | 50   | -    | -    |
    | 宾县乙 | people_lifted        | 2017年   | 上报     | 10   | -    | -    |
    | 呼兰甲 | people_lifted        | 2017年   | 上报     | 20   | -    | -    |
    | 延寿甲 | people_lifted        | 2017年   | 上报     | 15   | -    | -    |
    | 延寿乙 | people_lifted        | 2017年   | 上报     | 5    | -    | -    |
    | 巴彦甲 | villages_delisted    | 2017-12  | 上报     | 1    | -    | -    |
    | 巴彦乙 | villages_delisted    | 2017-12  | 上报     | 0    | -    | -    |
    | 木兰甲 | villages_delisted    | 2017-12  | 上报     | 1    | -    | -    |
    | 宾县甲 | villages_delisted    | 2017-12  | 上报     | 1    | -    | -    |
    | 巴彦   | counties_delisted    | 2017-12  | 上报     | 1    | -    | -    |
    | 木兰   | counties_delisted    | 2017-12  | 上报     | 1    | -    | -    |
    | 巴彦   | roads_village_access | 2017-12  | 上报     | 15   | -    | -    |
    | 巴彦   | roads_network        | 2017-12  | 上报     | 10.5 | -    | -    |
    | 巴彦   | roads_widening       | 2017-12  | 上报     | 4.5  | -    | -    |
    | 巴彦   | bridges              | 2017-10  | 上报     | 4    | -    | -    |
    | 延寿   | bridges              | 2017-10  | 上报     | 2    | -    | -    |
"""

# What was checked and certified, by the month it was. Bayan is approved in August.
VERIFIED = """
    | 代码   | 指标代码          | 数据时点 | 核实状态 | 数值 | 分子 | 分母 |
    | 巴彦甲 | people_lifted     | 2017-12  | 核查     | 100  | -    | -    |
    | 巴彦甲 | people_lifted     | 2018-03  | 认定     | 98   | -    | -    |
    | 木兰甲 | people_lifted     | 2017-12  | 核查     | 58   | -    | -    |
    | 木兰甲 | people_lifted     | 2018-03  | 认定     | 58   | -    | -    |
    | 巴彦甲 | villages_delisted | 2018-03  | 核查     | 1    | -    | -    |
    | 巴彦甲 | villages_delisted | 2018-04  | 认定     | 1    | -    | -    |
    | 木兰甲 | villages_delisted | 2018-03  | 核查     | 1    | -    | -    |
    | 巴彦   | counties_delisted | 2018-03  | 核查     | 1    | -    | -    |
    | 木兰   | counties_delisted | 2018-03  | 核查     | 1    | -    | -    |
    | 巴彦   | counties_delisted | 2018-08  | 认定     | 1    | -    | -    |
"""

# 延寿乙 doesn't report people in September; its 12 of August are carried.
MONTHS_2018 = """
    | 代码   | 指标代码          | 数据时点 | 核实状态 | 数值 | 分子 | 分母 |
    | 巴彦乙 | people_ready      | 2018-08  | 上报     | 70   | -    | -    |
    | 延寿甲 | people_ready      | 2018-08  | 上报     | 40   | -    | -    |
    | 延寿乙 | people_ready      | 2018-08  | 上报     | 12   | -    | -    |
    | 巴彦乙 | people_ready      | 2018-09  | 上报     | 78   | -    | -    |
    | 延寿甲 | people_ready      | 2018-09  | 上报     | 55   | -    | -    |
    | 巴彦甲 | poverty_incidence | 2018-09  | 上报     | 0    | 0    | 1000 |
    | 巴彦乙 | poverty_incidence | 2018-09  | 上报     | 2.5  | 20   | 800  |
    | 延寿甲 | poverty_incidence | 2018-09  | 上报     | 5    | 35   | 700  |
    | 巴彦甲 | paved_road        | 2018-09  | 上报     | 100  | 1    | 1    |
    | 巴彦乙 | paved_road        | 2018-09  | 上报     | 100  | 1    | 1    |
    | 木兰甲 | paved_road        | 2018-09  | 上报     | 100  | 1    | 1    |
    | 延寿甲 | paved_road        | 2018-09  | 上报     | 0    | 0    | 1    |
    | 延寿乙 | paved_road        | 2018-09  | 上报     | 0    | 0    | 1    |
    | 巴彦   | bridges           | 2018-09  | 上报     | 6    | -    | -    |
    | 延寿   | bridges           | 2018-09  | 上报     | 2    | -    | -    |
"""

# 巴彦甲: of 9 people in 3 households one (4 people) exits in 2016; in 2017 another (3) does,
# the third (2) is removed as wrongly identified, and a fourth (5) is newly identified.
# 延寿甲: 6 people in 2 households; one (2) exits in 2016 and falls back in 2017, the other
# grows from 4 to 5.
HOUSEHOLDS = """
    | 代码   | 户编号 | 年度 | 户主 | 人数 | 脱贫状态     | 识别时间 | 脱贫时间 | 返贫时间 |
    | 巴彦甲 | H1     | 2015 | 甲子 | 4    | 未脱贫       | 2014     | -        | -        |
    | 巴彦甲 | H2     | 2015 | 甲丑 | 3    | 未脱贫       | 2014     | -        | -        |
    | 巴彦甲 | H3     | 2015 | 甲寅 | 2    | 未脱贫       | 2014     | -        | -        |
    | 延寿甲 | H5     | 2015 | 乙子 | 4    | 未脱贫       | 2014     | -        | -        |
    | 延寿甲 | H6     | 2015 | 乙丑 | 2    | 未脱贫       | 2014     | -        | -        |
    | 巴彦甲 | H1     | 2016 | 甲子 | 4    | 脱贫享受政策 | 2014     | 2016     | -        |
    | 巴彦甲 | H2     | 2016 | 甲丑 | 3    | 未脱贫       | 2014     | -        | -        |
    | 巴彦甲 | H3     | 2016 | 甲寅 | 2    | 未脱贫       | 2014     | -        | -        |
    | 延寿甲 | H5     | 2016 | 乙子 | 4    | 未脱贫       | 2014     | -        | -        |
    | 延寿甲 | H6     | 2016 | 乙丑 | 2    | 脱贫享受政策 | 2014     | 2016     | -        |
    | 巴彦甲 | H1     | 2017 | 甲子 | 4    | 脱贫享受政策 | 2014     | 2016     | -        |
    | 巴彦甲 | H2     | 2017 | 甲丑 | 3    | 脱贫享受政策 | 2014     | 2017     | -        |
    | 巴彦甲 | H3     | 2017 | 甲寅 | 2    | 清退         | 2014     | -        | -        |
    | 巴彦甲 | H4     | 2017 | 甲卯 | 5    | 未脱贫       | 2017     | -        | -        |
    | 延寿甲 | H5     | 2017 | 乙子 | 5    | 未脱贫       | 2014     | -        | -        |
    | 延寿甲 | H6     | 2017 | 乙丑 | 2    | 返贫         | 2014     | 2016     | 2017     |
"""

VILLAGE_SHEETS = """
    | 代码   | 年度 | 总户数 | 总人口数 | 贫困户数 | 贫困人口数 | 通硬化路 | 饮水安全 |
    | 巴彦甲 | 2017 | 300    | 1000     | 1        | 5          | 是       | 是       |
    | 延寿甲 | 2017 | 200    | 700      | 30       | 75         | 否       | 是       |
"""

# On 2018-09-30 one is closed, one overdue, one awaiting the check; the city's own is open.
PROBLEMS = """
    | 问题编号 | 代码   | 问题来源     | 反馈日期   | 问题内容         | 牵头单位 | 责任单位 \
    | 整改措施     | 整改时限   | 完成日期   | 销号日期   | 佐证材料 |
    | 2017-001 | 巴彦甲 | 成效考核     | 2017-03-01 | 村级档案不完整   | 市扶贫办 | 县扶贫办 \
    | 逐户补齐档案 | 2017-06-30 | 2017-06-10 | 2017-07-05 | 复核记录 |
    | 2018-001 | 巴彦   | 审计         | 2018-05-18 | 扶贫资金滞留县级 | 市财政局 | 县财政局 \
    | 限期拨付     | 2018-08-31 | -          | -          | -        |
    | 2018-002 | 延寿甲 | 省督查巡查   | 2018-07-13 | 屯内供水无人管护 | 市水务局 | 县水务局 \
    | 落实管护责任 | 2018-10-31 | 2018-09-20 | -          | 管护协议 |
    | 2018-003 | 230100 | 会议议定事项 | 2018-03-29 | 统一危房鉴定口径 | 市住建局 | 市住建局 \
    | 制发鉴定标准 | 2018-12-31 | -          | -          | -        |
"""

# Wrong exits 1 of 120, missed 0 of 200, approval 96 of 100; 20 of 3,000 people still poor.
EVALUATIONS = """
    | 代码 | 退出年度 | 评估日期   | 省反馈日期 | 评估机构 | 抽查脱贫人口 | 错退人口 \
    | 抽查未建档人口 | 漏评人口 | 调查户数 | 认可户数 | 未脱贫人口 | 农业户籍人口 |
    | 巴彦 | 2017     | 2018-04-20 | 2018-06-15 | 第三方   | 120          | 1        \
    | 200            | 0        | 100      | 96       | 20         | 3000         |
"""

NOTICES = """
    | 代码 | 市级部门 | 提醒情形         | 年度 | 半年   | 告知日期   | 答复日期   \
    | 情况说明   | 整改承诺     | 研究日期   | 处理意见 |
    | 延寿 | -        | 减贫任务进度滞后 | 2018 | 上半年 | 2018-07-12 | 2018-07-18 \
    | 项目开工晚 | 九月底前赶上 | 2018-07-24 | 预警     |
    | -    | 市财政局 | 资金支出滞后     | 2018 | 上半年 | 2018-07-12 | -          \
    | -          | -            | -          | -        |
"""

DEDUCTIONS = """
    | 代码 | 考核年度 | 事项类别     | 分值 | 事由               | 认定日期   | 文号         |
    | 巴彦 | 2017     | 问题整改不力 | 0.5  | 一项问题逾期未整改 | 2018-02-26 | 测〔2018〕3号 |
"""

# Of 2017 a road, a bridge and the widening of a whole county are done in 巴彦. Of 2018 a road
# has 5 of 12 km, one bridge is complete and one never started; in 延寿 a bridge is late, and 4
# of 10 houses stand.
WORKS = """
    | 项目编号 | 数据时点 | 工程类别 | 项目名称 | 代码   | 年度 | 计划量 | 完成量 | 计划投资 \
    | 计划开工日期 | 开工日期   | 计划完工日期 | 完工日期   | 验收日期   | 滞后原因 | 已支付  |
    | L-17-1   | 2017-12  | 通畅工程 | 巴彦甲路 | 巴彦甲 | 2017 | 15     | 15     | 7500000  \
    | 2017-05-10   | 2017-05-20 | 2017-09-30   | 2017-09-20 | -          | -        | 6000000 |
    | K-17-1   | 2017-12  | 路面加宽 | 县路加宽 | 巴彦   | 2017 | 4.5    | 4.5    | 1800000  \
    | 2017-05-10   | 2017-05-20 | 2017-09-30   | 2017-09-25 | -          | -        | 1800000 |
    | Q-17-1   | 2017-12  | 危桥     | 巴彦甲桥 | 巴彦甲 | 2017 | 1      | 1      | 800000   \
    | 2017-05-10   | 2017-05-20 | 2017-09-30   | 2017-09-20 | -          | -        | 800000  |
    | L-17-1   | 2018-09  | 通畅工程 | 巴彦甲路 | 巴彦甲 | 2017 | 15     | 15     | 7500000  \
    | 2017-05-10   | 2017-05-20 | 2017-09-30   | 2017-09-20 | 2018-06-15 | -        | 7500000 |
    | L-18-1   | 2018-09  | 通畅工程 | 巴彦乙路 | 巴彦乙 | 2018 | 12     | 5      | 6000000  \
    | 2018-05-10   | 2018-06-01 | 2018-10-31   | -          | -          | -        | 3000000 |
    | Q-18-1   | 2018-09  | 危桥     | 巴彦乙桥 | 巴彦乙 | 2018 | 1      | 1      | 900000   \
    | 2018-05-10   | 2018-05-20 | 2018-09-30   | 2018-09-12 | -          | -        | 700000  |
    | Q-18-2   | 2018-09  | 危桥     | 巴彦丙桥 | 巴彦丙 | 2018 | 1      | -      | 900000   \
    | 2018-05-10   | -          | 2018-10-31   | -          | -          | 征地     | 500000  |
    | Q-18-3   | 2018-09  | 危桥     | 延寿甲桥 | 延寿甲 | 2018 | 1      | 0      | 700000   \
    | 2018-05-10   | 2018-06-10 | 2018-08-31   | -          | -          | 雨季     | 200000  |
    | W-18-1   | 2018-09  | 维修     | 甲村维修 | 巴彦甲 | 2018 | 6      | 6      | 90000    \
    | 2018-05-10   | 2018-05-20 | 2018-08-31   | 2018-08-20 | 2018-09-10 | -        | 90000   |
    | X-18-1   | 2018-09  | 新建     | 甲村新建 | 延寿甲 | 2018 | 10     | 4      | 300000   \
    | 2018-05-10   | 2018-06-01 | 2018-10-31   | -          | -          | -        | 150000  |
    | J-18-1   | 2018-09  | 打井     | 延寿甲井 | 延寿甲 | 2018 | 2      | 2      | 240000   \
    | 2018-05-10   | 2018-05-20 | 2018-09-30   | 2018-09-12 | -          | -        | 200000  |
    | D-18-1   | 2018-09  | 动力电   | 木兰甲电 | 木兰甲 | 2018 | 1      | 1      | 160000   \
    | 2018-05-10   | 2018-05-20 | 2018-09-30   | 2018-08-30 | 2018-09-20 | -        | 160000  |
"""

# Name of the file, the day it was sent, its table; in the order in which they are imported.
RETURNS = [
    ("地区身份表", "2016-01-05", DESIGNATIONS),
    ("目标表", "2016-01-06", TARGETS),
    ("年度计划表", "2018-02-01", ANNUAL_PLAN),
    ("2015年基期", "2016-01-15", BASELINE),
    ("2016年年报", "2017-01-10", YEAR_2016),
    ("2017年年报", "2018-01-12", YEAR_2017),
    ("核查认定", "2018-09-05", VERIFIED),
    ("2018年9月月报", "2018-10-04", MONTHS_2018),
    ("建档立卡户表", "2018-01-20", HOUSEHOLDS),
    ("行政村表", "2018-01-20", VILLAGE_SHEETS),
    ("问题整改台账", "2018-10-04", PROBLEMS),
    ("第三方评估表", "2018-06-20", EVALUATIONS),
    ("提醒告知和情况说明表", "2018-07-25", NOTICES),
    ("扣分事项表", "2018-03-01", DEDUCTIONS),
    ("工程项目表", "2018-10-04", WORKS),
]


def csv_text(table: str, *, sent_on: str | None = None, office: str = "测试单位") -> str:
    """A table between bars as the CSV an office would send; with a date it says simulated."""
    head = []
    if sent_on:
        head = [
            f"报送单位,{office}",
            f"报送日期,{sent_on}",
            "数据性质,模拟数据",
        ]
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in table.strip().splitlines()
    ]
    codes = [column for column, name in enumerate(rows[0]) if name in ("代码", "AAD001")]
    for row in rows:
        for column in codes:
            row[column] = PLACES.get(row[column], row[column])
    rows[0] = ["行政区划代码" if cell == "代码" else cell for cell in rows[0]]
    cells = (",".join("" if cell == "-" else cell for cell in row) for row in rows)
    return "\n".join([*head, *cells]) + "\n"


def write_returns(folder: Path) -> list[Path]:
    """The files of the programme in a folder, in the order in which they are to be imported."""
    paths = []
    for name, sent_on, table in RETURNS:
        path = folder / f"{name}.csv"
        path.write_text(csv_text(table, sent_on=sent_on), encoding="utf-8")
        paths.append(path)
    return paths
