"""A look back stays as it was, whatever comes in for later months."""

import json
import shutil

import pytest

from data.intake.command import import_files
from metrics.__main__ import main
from tests.small_programme import csv_text

# Absurd on purpose: whoever looks at one of these months sees it.
OBSERVATIONS = """
    | 代码   | 指标代码             | 数据时点 | 核实状态 | 数值 | 分子 | 分母 |
    | 巴彦乙 | people_lifted        | 2018年   | 上报     | 9999 | -    | -    |
    | 木兰甲 | people_lifted        | 2018-12  | 核查     | 9999 | -    | -    |
    | 木兰甲 | people_lifted        | 2018-12  | 认定     | 9999 | -    | -    |
    | 延寿甲 | people_ready         | 2018-10  | 上报     | 9999 | -    | -    |
    | 延寿乙 | people_ready         | 2018-12  | 上报     | 9999 | -    | -    |
    | 巴彦乙 | villages_delisted    | 2018-11  | 上报     | 1    | -    | -    |
    | 延寿   | counties_delisted    | 2018-12  | 上报     | 1    | -    | -    |
    | 木兰   | counties_delisted    | 2018-10  | 认定     | 1    | -    | -    |
    | 延寿   | bridges              | 2018-10  | 上报     | 9999 | -    | -    |
    | 巴彦   | roads_village_access | 2018-10  | 上报     | 9999 | -    | -    |
    | 延寿甲 | paved_road           | 2018-10  | 上报     | 100  | 1    | 1    |
    | 巴彦甲 | relapse_people       | 2018-10  | 上报     | 9999 | -    | -    |
    | 巴彦甲 | safe_water_villages  | 2018-10  | 上报     | 0    | 0    | 1    |
"""
TARGETS = """
    |代码  |指标代码     |基期      |基期值|完成时限  |目标值|目标版本|文号  |批准日期  |批准人|
    |巴彦甲|people_lifted|2015-12-31|0     |2017-12-31|1     |调整目标|1号文 |2018-10-08|组长  |
    |延寿甲|people_lifted|2015-12-31|0     |2018-12-31|1     |调整目标|1号文 |2018-10-08|组长  |
"""
ANNUAL_PLAN = """
    | 代码   | 指标代码      | 年度 | 年度任务 |
    | 延寿甲 | people_lifted | 2019 | 9999     |
"""
HOUSEHOLDS = """
    | 代码   | 户编号 | 年度 | 户主 | 人数 | 脱贫状态 | 识别时间 | 脱贫时间 | 返贫时间 |
    | 巴彦甲 | H1     | 2018 | 甲子 | 9    | 返贫     | 2014     | 2016     | 2018     |
    | 延寿甲 | H9     | 2018 | 乙寅 | 9    | 未脱贫   | 2018     | -        | -        |
"""
LATER = [
    ("2018年年报", OBSERVATIONS),
    ("调整目标表", TARGETS),
    ("2019年度计划表", ANNUAL_PLAN),
    ("2018年户表", HOUSEHOLDS),
]
METRICS = ("steps", "progress", "register", "lag", "coverage", "projection")
LOOKS = ("2016-12-31", "2017-12-31", "2018-09-30")


@pytest.fixture(scope="module")
def poisoned_home(_small_programme, tmp_path_factory):
    folder = tmp_path_factory.mktemp("later")
    home = folder / "warehouse"
    shutil.copytree(_small_programme, home)
    paths = []
    for name, rows in LATER:
        path = folder / f"{name}.csv"
        path.write_text(csv_text(rows, sent_on="2019-01-10"), encoding="utf-8")
        paths.append(path)
    results = import_files(paths, home=home)
    assert [result.state for result in results] == ["complete"] * len(paths), results
    return home


def answer(home, monkeypatch, capsys, *question):
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    assert main([*question, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("day", LOOKS)
@pytest.mark.parametrize("metric", METRICS)
def test_what_came_for_later_months_changes_no_look_back(
    metric, day, _small_programme, poisoned_home, monkeypatch, capsys
):
    question = (metric, "--as-of", day)
    before = answer(_small_programme, monkeypatch, capsys, *question)
    assert before
    assert answer(poisoned_home, monkeypatch, capsys, *question) == before


@pytest.mark.parametrize("metric", METRICS)
def test_the_later_months_themselves_show_it(metric, poisoned_home, monkeypatch, capsys):
    before, after = (
        answer(poisoned_home, monkeypatch, capsys, metric, "--as-of", day)
        for day in ("2018-09-30", "2018-12-31")
    )
    assert after != before
    if metric in ("steps", "progress", "lag"):
        assert "9999" in json.dumps(after)
