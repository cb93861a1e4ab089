"""The warehouse from the command line: sentences, languages and exit status."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from data import errors
from data.__main__ import main
from data.errors import CatalogueError
from data.intake.failures import SENTENCES, told_failure
from data.warehouse.engine import data_version
from data.warehouse.queries import areas
from data.warehouse.scope import CITY
from data.warehouse.snapshots import warehouse_home, writing
from tests.layers import write_layer
from tests.small_programme import PLACES, csv_text

ROOT = Path(__file__).parents[2]
GOOD = "| 代码 | 指标代码 | 数据时点 | 数值 |\n| 巴彦 | bridges | 2018-08 | 3 |"
GOOD_FILE = "行政区划代码,指标代码,数据时点,数值\n230126,bridges,2018-08,3\n"
BAD = GOOD + "\n| 巴彦 | bridges | 2018-09 | 四 |"


@pytest.fixture(autouse=True)
def _chinese_terminal(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def real(tmp_path, monkeypatch):
    """An empty warehouse for real data, made by the command itself."""
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{tmp_path}/warehouse")
    assert main(["create", "--empty"]) == 0
    return tmp_path


@pytest.fixture
def bad(real):
    path = real / "桥梁.csv"
    path.write_text(csv_text(BAD), encoding="utf-8")
    return path


def test_create_empty_starts_a_real_warehouse_and_only_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{tmp_path}/warehouse")
    assert main(["create", "--empty"]) == 0
    assert "已建立空的正式库" in capsys.readouterr().out
    assert main(["check"]) == 0
    assert "真实数据" in capsys.readouterr().out
    assert main(["create", "--empty"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("文件夹中已有数据库，未作改动。")
    assert told[1].startswith("  详情：There is a warehouse in")


def test_a_writer_who_has_to_wait_reads_why_in_his_own_language(real, capsys):
    with writing(warehouse_home(), task="import of 3 files"):
        assert main(["import", "x.csv"]) == 1
        chinese = capsys.readouterr().err
        assert main(["--lang", "en", "import", "x.csv"]) == 1
    assert chinese.startswith("其他程序正在写入数据库，本次未作改动。")
    assert "import of 3 files" in chinese
    assert capsys.readouterr().err.startswith("Another process is writing to the warehouse;")


def _dead_pointer(home):
    (home / "CURRENT").write_text("v999999-dead00", encoding="utf-8")


def _no_database(home):
    for version in home.glob("*.duckdb"):
        version.write_bytes(b"not a database")


def _damaged_inside(home):
    for version in home.glob("*.duckdb"):
        content = version.read_bytes()
        half = len(content) // 2
        version.write_bytes(content[:20_000] + b"\xff" * (half - 20_000) + content[half:])


@pytest.mark.parametrize("harm", [_dead_pointer, _no_database, _damaged_inside])
@pytest.mark.parametrize("command", [["history"], ["check"], ["import", "桥梁.csv"]])
def test_a_broken_warehouse_is_one_cause_and_a_detail_below_it(real, capsys, command, harm):
    harm(real / "warehouse")
    capsys.readouterr()
    assert main(command) == 1
    cause, detail = capsys.readouterr().err.splitlines()
    assert cause.startswith("数据库的当前版本缺失或文件损坏，无法读取。")
    assert detail.startswith(f"  详情：{real}/warehouse")
    assert main(["--lang", "en", *command]) == 1
    cause, detail = capsys.readouterr().err.splitlines()
    assert cause.startswith("The current version of the warehouse is missing or damaged.")
    assert detail.startswith(f"  Details: {real}/warehouse")


@pytest.mark.parametrize(
    "kind", [each for each in vars(errors).values() if isinstance(each, type)]
)
def test_every_error_is_one_cause_in_both_languages(kind):
    chinese, english = (told_failure(kind("detail"), lang) for lang in ("zh", "en"))
    assert kind in SENTENCES
    assert chinese.splitlines()[1:] == ["  详情：detail"]
    assert english.splitlines()[1:] == ["  Details: detail"]
    assert chinese.splitlines()[0] != english.splitlines()[0]


def test_a_mistake_in_the_forms_is_a_sentence(monkeypatch, capsys):
    def broken():
        raise CatalogueError("forms.yml: form 'targets': name: is missing")

    monkeypatch.setattr("data.__main__.forms", broken)
    assert main(["check"]) == 1
    assert "forms.yml: form 'targets'" in capsys.readouterr().err


def test_a_refused_file_is_told_row_by_row_and_is_a_failure(bad, capsys):
    capsys.readouterr()
    assert main(["import", str(bad)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "桥梁.csv：指标数据表，UTF-8，共2行，1行不合格，未写入；"
        "可更正后重报，或用 --accept-good 仅写入合格行",
        "  第3行，数值列，内容“四”：“数值”不是数字。请只填数字，不带单位。",
        f"  不合格行：{bad.with_name('桥梁_不合格行.csv')}",
        "  提示1处（不影响写入）",
        "  表头上方没有写明报送单位、填报人、报送日期，按未填处理。请在表格上方加行，"
        "如“报送单位,巴彦县扶贫办”“报送日期,2018-10-04”（地图图层加同名字段），"
        "再导入即作为更正。",
        "没有新内容，数据库未变动",
    ]


def test_files_that_differ_in_their_ending_keep_their_rejects_apart(real, capsys):
    table, places = real / "同名.csv", real / "同名.gpkg"
    table.write_text("行政区划代码,经度,纬度\n230126,127.4,四十六\n", encoding="utf-8")
    write_layer(places, {"行政区划代码": ["239999"]}, ["POINT (127.4 46.1)"])
    assert main(["import", str(table), str(places), "--form", "geography"]) == 1
    of_table, of_layer = (
        real / name for name in ("同名_不合格行.csv", "同名.gpkg_不合格行.csv")
    )
    out = capsys.readouterr().out
    assert f"不合格行：{of_table}" in out and f"不合格行：{of_layer}" in out
    assert "四十六" in of_table.read_text("utf-8-sig")
    assert "239999" in of_layer.read_text("utf-8-sig")


def imported(real, capsys, text, *options):
    path = real / "报送.csv"
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    main(["import", str(path), *options])
    return capsys.readouterr().out.splitlines()


def test_two_wrong_cells_of_a_row_are_told_apart_by_column_and_content(real, capsys):
    """Both dates are none; a personal number is told without its digits."""
    lines = imported(
        real,
        capsys,
        "行政区划代码,生效日期,是否贫困村,是否有扶贫任务,文号\n"
        "230126,昨天,也许,也许,\n"
        "230127,2015-12-31,否,,13912345678\n",
    )
    assert [line.partition("：")[0] for line in lines if line.startswith("  第")] == [
        "  第2行，生效日期列，内容“昨天”",
        "  第2行，是否贫困村列，内容“也许”",
        "  第2行，是否有扶贫任务列，内容“也许”",
        "  第3行，是否有扶贫任务列，内容为空",
        "  第3行，文号列，内容“（不显示）”",
    ]


def test_where_no_row_is_good_writing_the_good_rows_is_no_advice(real, capsys):
    table = "行政区划代码,指标代码,数据时点,数值\n230126,bridges,2018-09,四\n"
    for options in ([], ["--accept-good"]):
        first, *_ = imported(real, capsys, table, *options)
        assert first == ("报送.csv：指标数据表，UTF-8，共1行，均不合格，未写入；请更正后重报")


def test_a_code_that_a_spreadsheet_made_a_number_is_told_with_the_mending(real, capsys):
    lines = imported(
        real,
        capsys,
        "行政区划代码,指标代码,数据时点,数值\n2.30126E+11,paved_road,2018-09,1\n",
    )
    (line,) = [line for line in lines if line.startswith("  第2行，行政区划代码列")]
    assert "内容“2.30126E+11”：表格软件（Excel、WPS）已把代码变成数字" in line
    assert "设为“文本”" in line
    assert not any("没有这个行政区划代码" in each for each in lines)


HEADED = "报送单位,巴彦县扶贫办\n报送日期,2018-10-04\n"


@pytest.mark.parametrize(
    ("head", "unsaid"),
    [
        ("", "报送单位、填报人、报送日期"),
        ("报送单位,巴彦县扶贫办\n", "填报人、报送日期"),
        ("填报人,甲\n报送日期,2018-10-04\n", "报送单位"),
        (HEADED, None),
    ],
)
@pytest.mark.parametrize(
    "table",
    [
        "行政区划代码,指标代码,数据时点,数值\n230126,bridges,2018-08,3\n",
        "行政区划代码,生效日期,是否贫困村,是否有扶贫任务\n230126,2015-12-31,否,是\n",
        "行政区划代码,指标代码,基期,基期值,完成时限,目标值\n230126,bridges,2015,0,2018,3\n",
    ],
    ids=["observations", "designations", "targets"],
)
def test_a_file_that_doesnt_say_who_sent_it_when_is_written_and_remarked_on(
    real, capsys, table, head, unsaid
):
    lines = imported(real, capsys, head + table)
    assert "已写入1行" in lines[0]
    told = [line for line in lines if "表头上方没有写明" in line]
    assert [line.partition("，按未填")[0] for line in told] == (
        [f"  表头上方没有写明{unsaid}"] if unsaid else []
    )


def test_the_history_says_what_a_file_didnt_give(real, capsys):
    imported(real, capsys, GOOD_FILE)
    assert main(["history"]) == 0
    cells = capsys.readouterr().out.splitlines()[1].split()
    assert cells[3:5] == ["未填", "未填"]
    assert main(["history", "--lang", "en"]) == 0
    assert "not given" in capsys.readouterr().out
    assert main(["history", "--format", "json"]) == 0
    (batch,) = json.loads(capsys.readouterr().out)
    assert (batch["sending_office"], batch["sent_on"]) == (None, None)


def test_good_rows_are_written_on_request_and_the_same_file_only_once(bad, capsys):
    capsys.readouterr()
    assert main(["import", "--accept-good", "--lang", "en", str(bad)]) == 0
    told = capsys.readouterr().out
    assert "桥梁.csv: Observations, UTF-8, rows written: 1, rejected: 1, batch 1" in told
    assert bad.with_name("桥梁_rejects.csv").exists()
    assert main(["--lang", "en", "import", str(bad)]) == 0
    told = capsys.readouterr().out
    assert "the same file as batch 1, nothing changed" in told
    assert "Nothing new; the warehouse is unchanged" in told


POINT = f"代码,经度,纬度\n{PLACES['巴彦甲']},127.4066,46.1022\n"


def test_outlines_are_imported_by_name_in_the_system_the_sender_gives(real, capsys):
    path = real / "点位.csv"
    path.write_text(POINT, encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "--form", "geography", "--crs", "GCJ-02", str(path)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("点位.csv：地区边界和位置表，UTF-8，已写入1行，退回0行，批次1")
    assert "所涉区县内没有点位的村" in told
    area = areas(CITY, data_version(), as_of=date(2018, 9, 30)).filter(
        area_code=PLACES["巴彦甲"]
    )
    # Web maps shift a point here by some 500 m to the east and 250 m to the north.
    lon, lat, kind = area.select("lon", "lat", "position_kind").row(0)
    assert (127.399 < lon < 127.4005, 46.099 < lat < 46.101) == (True, True)
    assert kind == "surveyed"


@pytest.mark.parametrize("name", ["mars", "EPSG:47", "EPSG:four"])
def test_a_coordinate_system_nobody_knows_is_wrong_usage(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["import", "--crs", name, "x.csv"])
    assert ended.value.code == 2
    assert "CGCS2000" in capsys.readouterr().err


def test_a_code_that_the_list_of_systems_lacks_is_a_sentence(real, capsys):
    path = real / "点位.csv"
    path.write_text(POINT, encoding="utf-8")
    assert main(["import", "--form", "geography", "--crs", "EPSG:999999", str(path)]) == 1
    assert "没有这个坐标系（EPSG:999999）" in capsys.readouterr().out


def test_history_lists_batches_for_readers_and_for_scripts(small_home, capsys):
    assert main(["history"]) == 0
    header, newest, *_ = capsys.readouterr().out.splitlines()
    assert header.split() == [
        "批次",
        "文件",
        "报表",
        "报送单位",
        "报送日期",
        "收到时间",
        "写入行数",
        "状态",
    ]
    assert newest.split() == [
        "15",
        "工程项目表.csv",
        "工程项目表",
        "测试单位",
        "2018-10-04",
        "2018-10-04",
        "00:00",
        "12",
        "已写入",
    ]
    assert main(["history", "--format", "json"]) == 0
    batches = json.loads(capsys.readouterr().out)
    assert [batch["import_id"] for batch in batches] == list(range(15, 0, -1))
    assert batches[-1]["form_code"] == "designations"
    assert batches[-1]["rows_accepted"] == len(PLACES)


def test_check_says_what_is_there_and_that_it_is_whole(small_home, capsys):
    assert main(["--lang", "en", "check"]) == 0
    told = capsys.readouterr().out
    assert "fct_designation, rows: 16" in told
    assert told.endswith("No problems found\n")


@pytest.mark.parametrize("command", [["history"], ["check"], ["import", "x.csv"]])
def test_without_a_warehouse_a_sentence_says_how_to_make_one(
    tmp_path, monkeypatch, capsys, command
):
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{tmp_path}/none")
    assert main(command) == 1
    assert "python -m data create --empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [[], ["roads"], ["import"], ["import", "x", "--form", "y"], ["sample", "--seed"]]
)
def test_wrong_usage_is_status_2(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(command)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("terminal", "asked", "words"),
    [
        ("zh_CN.UTF-8", [], "列出导入批次"),
        ("en_GB.UTF-8", [], "list the batches"),
        ("C", [], "列出导入批次"),
        ("zh_CN.UTF-8", ["--lang", "en"], "list the batches"),
    ],
)
def test_the_language_is_the_terminals_or_the_one_asked_for(
    monkeypatch, capsys, terminal, asked, words
):
    monkeypatch.setenv("LC_ALL", terminal)
    with pytest.raises(SystemExit) as stopped:
        main([*asked, "--help"])
    assert stopped.value.code == 0
    assert words in capsys.readouterr().out


def test_the_module_runs_and_hands_on_its_status(small_home):
    done = subprocess.run(
        [sys.executable, "-m", "data", "check"],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.endswith("检查完毕，未发现问题\n")
