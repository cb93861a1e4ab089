"""The metrics for scripts, asked of a programme that can be added up by hand."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.intake.command import import_files
from data.warehouse.create import create_warehouse
from metrics import attention, coverage, lag, landings, progress, register, steps, works
from metrics.__main__ import main

ROOT = Path(__file__).parents[2]
COLUMNS = {
    "steps": steps.COLUMNS,
    "progress": progress.COLUMNS,
    "register": ["area_code", "area_name", "year", "line", *register.ITEMS],
    "lag": lag.COLUMNS,
    "projection": landings.COLUMNS,
    "coverage": ["area_code", "area_name", "cycle", "period", "due_on", *coverage.COUNTS],
    "attention": ["unit_kind", "unit_name", *attention.COLUMNS[1:]],
    "problems": ["problem_code", "source", "found_on", "problem", "area_code", "lead_office"],
    "works": works.COLUMNS,
    "department": ["org_unit_code", "indicator_code", "is_lead", "area_code", "area_name"],
}


@pytest.fixture
def ask(small_home, capsys):
    """Rows of one answer, by the names of their columns."""

    def rows(*arguments: str) -> list[dict]:
        assert main([*arguments, "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    return rows


def test_without_designations_a_note_says_what_no_task_then_means(
    tmp_path, monkeypatch, capsys
):
    home = tmp_path / "alone"
    create_warehouse(home, data_class="real")
    returned = tmp_path / "bridges.csv"
    returned.write_text("Area code,Indicator code,Period,Value\n230126,bridges,2018-09,3\n")
    import_files([returned], home=home)
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{home}")
    assert main(["progress", "--as-of", "2018-09-30", "--format", "json"]) == 0
    told = capsys.readouterr()
    assert told.err.startswith("Note: no designations that hold on 2018-09-30")
    assert "--form designations" in told.err
    assert json.loads(told.out)


def test_with_designations_there_is_no_note(small_home, capsys):
    assert main(["progress", "--as-of", "2017-12-31"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("metric", COLUMNS)
def test_json_csv_and_table_hold_the_same_rows(metric, small_home, capsys):
    written = {}
    for form in ("json", "csv", "table"):
        assert main([metric, "--as-of", "2017-12-31", "--format", form]) == 0
        written[form] = capsys.readouterr().out
    rows = json.loads(written["json"])
    assert rows
    assert list(rows[0])[: len(COLUMNS[metric])] == COLUMNS[metric]
    lines = list(csv.DictReader(io.StringIO(written["csv"])))
    assert list(lines[0]) == list(rows[0])
    assert [line["area_name"] for line in lines if "area_name" in line] == [
        row["area_name"] for row in rows if "area_name" in row
    ]
    assert len(lines) == len(rows)
    assert len(written["table"].splitlines()) == len(rows) + len(
        ["top", "head", "rule", "foot"]
    )


def test_steps_at_the_end_of_2017(ask):
    rows = {
        (row["step"], row["indicator_code"]): row
        for row in ask("steps", "--as-of", "2017-12-31")
    }
    step1 = rows["step1", "people_lifted"]
    assert step1["target_date"] == "2017-12-31"
    assert (
        step1["target_value"]
        == step1["planned_value"]
        == 100 + 80 + 20 + 60 + 40 + 50 + 10 + 20
    )
    assert step1["reported_value"] == 100 + 60 + 20 + 60 + 40 + 50 + 10 + 20
    assert step1["checked_value"] == 100 + 58
    assert step1["certified_value"] is None
    assert step1["attainment_rate"] == 360 / 380
    assert step1["short_by"] == 380 - 360
    assert step1["missing_areas"] == 0
    assert step1["light"] == "yellow"
    assert step1["is_overdue"]
    step2 = rows["step2", "people_lifted"]
    assert (step2["target_value"], step2["planned_value"]) == (90 + 30, 0)
    assert (step2["reported_value"], step2["short_by"]) == (15 + 5, 0)
    whole = rows["all", "people_lifted"]
    for column in ("target_value", "planned_value", "reported_value"):
        assert whole[column] == step1[column] + step2[column]
    assert rows["step1", "villages_delisted"]["reported_value"] == 3
    assert rows["step1", "villages_delisted"]["planned_value"] == 4
    assert rows["step1", "counties_delisted"]["light_reason"] == "awaiting_approval"
    assert rows["step3", "people_lifted"]["target_value"] is None


def test_steps_take_one_indicator_and_one_area(ask):
    rows = ask(
        "steps", "--as-of", "2017-12-31", "--area", "230126", "--indicator", "people_lifted"
    )
    assert {row["indicator_code"] for row in rows} == {"people_lifted"}
    step1 = next(row for row in rows if row["step"] == "step1")
    assert (step1["target_value"], step1["reported_value"]) == (200, 100 + 60 + 20)


def test_progress_of_one_county_and_indicator(ask):
    [row] = ask(
        "progress", "--as-of", "2018-09-30", "--area", "230129", "--indicator", "bridges"
    )
    planned = 4 * 2 / 3 + (4 - 4 * 2 / 3) * 0.8
    assert row["planned_value"] == pytest.approx(planned)
    assert (row["actual_value"], row["target_value"], row["attainment_rate"]) == (2, 4, 2 / 4)
    assert row["spi"] == pytest.approx(2 / planned)
    assert (row["light"], row["cycle_state"], row["period"]) == (
        "red",
        "reported",
        "2018-09-30",
    )


def test_people_inside_the_year_are_lit_by_those_who_are_ready_also_when_asked_alone(ask):
    question = ("progress", "--as-of", "2018-09-30", "--area", "230129")
    alone = ask(*question, "--indicator", "people_lifted")
    beside = [row for row in ask(*question) if row["indicator_code"] == "people_lifted"]
    assert alone == beside
    assert alone[0]["light_basis"] == "people_ready"


def test_the_level_decides_whose_rows_come(ask):
    question = ("progress", "--as-of", "2017-12-31", "--indicator", "people_lifted")
    [city] = ask(*question, "--level", "city")
    assert city["actual_value"] == 380
    villages = ask(*question, "--level", "village", "--area", "230126")
    assert sum(row["actual_value"] or 0 for row in villages) == 100 + 60 + 20
    counties = ask(*question)
    assert {row["area_level"] for row in counties} == {"county"}
    assert sum(row["actual_value"] or 0 for row in counties) == 380


def test_register_of_a_county_closes_in_both_lines(ask):
    rows = ask("register", "--as-of", "2017-12-31", "--area", "230126")
    poor, registered = (row for row in rows if row["year"] == 2017)
    assert (poor["line"], registered["line"]) == ("A", "B")
    assert poor["start"] == 3 + 2
    assert (poor["newly_identified"], poor["exited"], poor["removed"]) == (5, 3, 2)
    assert poor["end"] == 5 + 5 - 3 - 2
    assert registered["end"] == 9 + 5 - 2
    assert poor["rate_a"] == (12 - 5) / 200
    assert poor["rate_b"] == (12 - 5) / 12


def test_register_inside_a_year_ends_with_the_year_before(ask):
    rows = ask("register", "--as-of", "2017-09-30", "--area", "230126")
    assert {row["year"] for row in rows} == {2016}


def test_lag_names_the_villages_and_why(ask):
    rows = {row["area_code"]: row for row in ask("lag", "--as-of", "2018-09-30")}
    assert len(rows) == 10
    silent = rows["230129101200"]
    assert silent["short_by"] == 30 * 0.875 - 12
    assert "report_missing" in silent["reasons"]
    without_road = rows["230129100200"]
    assert "paved_road" in without_road["missing_criteria"]
    assert without_road["required_pace"] == (90 - 55) / 3


def test_projection_of_a_county_says_the_pace_and_why_no_landing(ask):
    """延寿 has 55 and carried 12 of 90 + 30; two months are too few to project from."""
    question = ("projection", "--as-of", "2018-09-30", "--area", "230129")
    [people] = ask(*question, "--indicator", "people_ready")
    assert (people["target_date"], people["target_value"]) == ("2018-12-31", 90 + 30)
    assert people["actual_value"] == 55 + 12
    assert people["required_pace"] == (90 + 30 - 55 - 12) / 3
    assert (people["projected_value"], people["reason"]) == (None, "too_early")
    assert {row["indicator_code"] for row in ask(*question)} == {
        "people_ready",
        "villages_ready",
    }


def test_projection_of_the_city_is_by_step(ask):
    rows = ask("projection", "--as-of", "2018-09-30", "--level", "city")
    people = {row["step"]: row for row in rows if row["indicator_code"] == "people_ready"}
    assert {row["area_code"] for row in rows} == {"230100"}
    assert people["step1"]["reason"] == "due_passed"
    assert people["step1"]["target_value"] == 100 + 80 + 20 + 60 + 40 + 50 + 10 + 20
    assert people["step2"]["required_pace"] == (90 + 30 - 55 - 12) / 3


def test_projection_of_villages_is_of_people_alone(ask):
    rows = ask("projection", "--as-of", "2018-09-30", "--level", "village")
    assert {row["indicator_code"] for row in rows} == {"people_ready"}
    assert len(rows) == 10


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (
            ("--indicator", "people_lifted"),
            "only people_ready and villages_ready are projected",
        ),
        (
            ("--indicator", "villages_ready", "--level", "village"),
            "one village is ready or not",
        ),
    ],
)
def test_what_cannot_be_projected_is_refused_in_a_sentence(
    choice, sentence, small_home, capsys
):
    assert main(["projection", "--as-of", "2018-09-30", *choice]) == 1
    assert sentence in capsys.readouterr().err


def test_coverage_counts_what_was_due(ask):
    question = ("coverage", "--as-of", "2018-09-30", "--indicator", "bridges")
    rows = {row["area_code"]: row for row in ask(*question)}
    assert rows["230129"]["due_on"] == "2018-10-05"
    assert (rows["230129"]["due_count"], rows["230129"]["on_time_count"]) == (1, 1)
    assert (rows["230125"]["due_count"], rows["230125"]["missing_count"]) == (1, 1)


def test_attention_names_who_missed_the_year_and_whose_works_are_late(ask):
    rows = ask("attention", "--as-of", "2018-09-30")
    [bayan] = [row for row in rows if row["unit_kind"] == "area"]
    assert (bayan["unit_name"], bayan["rule"]) == ("巴彦县", "task_missed")
    # 200 were to be out by the end of 2017, 100 of them were out a year before; 180 were.
    assert (bayan["value"], bayan["planned"], bayan["short_by"]) == (80, 200 - 100, 20)
    assert (bayan["stage"], bayan["closed_on"]) == ("meets_talk_rule", "2017-12-31")
    late = [row for row in rows if row["rule"] == "works_late"]
    assert [row["unit_name"] for row in late] == ["市交通运输局"]


def test_attention_of_one_area_leaves_the_offices_out(ask):
    rows = ask("attention", "--as-of", "2018-09-30", "--area", "230126")
    assert [(row["unit_kind"], row["area_code"]) for row in rows] == [("area", "230126")]


def test_problems_come_with_their_state_on_the_day(ask):
    rows = ask("problems", "--as-of", "2018-09-30")
    assert [(row["problem_code"], row["state"], row["days_overdue"]) for row in rows] == [
        ("2018-001", "overdue", 30),
        ("2018-003", "open", None),
        ("2018-002", "awaiting_check", None),
        ("2017-001", "closed", None),
    ]
    inside = ask("problems", "--as-of", "2018-09-30", "--area", "230126")
    assert {row["problem_code"] for row in inside} == {"2018-001", "2017-001"}


def test_departments_count_the_counties_that_are_late(ask):
    question = ("department", "--as-of", "2018-09-30", "--indicator", "bridges")
    [bridges] = ask(*question)
    assert (bridges["org_unit_code"], bridges["is_lead"]) == ("transport", True)
    # Bayan has built its 6, Yanshou 2 of 4.
    assert (bridges["actual_value"], bridges["lit_areas"]) == (6 + 2, 2)
    assert (bridges["late_areas"], bridges["red_areas"]) == (1, 1)
    [own] = ask(*question, "--area", "230126")
    assert (own["area_code"], own["actual_value"], own["late_areas"]) == ("230126", 6, 0)


def test_works_of_a_sector_by_county(ask):
    """Bayan's bridges: Q-17-1 and Q-18-1 complete, none accepted, Q-18-2 never started.

    Planned by September: 1 of 2017 and 80 % of 2. Its return says 6.
    """
    question = ("works", "--sector", "roads", "--as-of", "2018-09-30", "--area", "230126")
    rows = {row["indicator_code"]: row for row in ask(*question)}
    assert list(rows) == [
        *("rural_roads", "roads_village_access", "roads_network", "roads_widening", "bridges"),
    ]
    bridges = rows["bridges"]
    assert (bridges["programme"], bridges["area_name"]) == ("bridges", "巴彦县")
    assert bridges["planned_value"] == pytest.approx(1 + 0.8 * 2)
    assert (bridges["target_value"], bridges["target_source"]) == (6, "targets")
    assert (bridges["started_value"], bridges["reported_value"]) == (2, 2)
    assert (bridges["certified_value"], bridges["late_count"]) == (0, 1)
    assert (bridges["budget_cny"], bridges["spent_cny"]) == (2_600_000, 2_000_000)
    assert (bridges["returned_value"], bridges["difference"]) == (6, 2 - 6)
    assert bridges["light"] == "red"
    access = rows["roads_village_access"]
    assert (access["reported_value"], access["certified_value"], access["done_value"]) == (
        15,
        15,
        15 + 5,
    )
    assert rows["rural_roads"]["reported_value"] == 15 + 4.5
    assert rows["rural_roads"]["target_value"] == 30 + 20 + 10


def test_works_of_the_city_are_held_to_the_policy(ask):
    question = ("works", "--sector", "housing", "--as-of", "2018-09-30", "--level", "city")
    whole, repaired, rebuilt = ask(*question)
    assert (whole["indicator_code"], whole["programme"]) == ("housing_renovated", None)
    assert (whole["target_value"], whole["reported_value"]) == (50_000, 6 + 4)
    assert (repaired["reported_value"], repaired["certified_value"]) == (6, 6)
    assert (rebuilt["reported_value"], rebuilt["started_value"]) == (4, 10)


def test_works_by_village_keep_what_is_the_whole_countys(ask):
    question = ("works", "--sector", "roads", "--as-of", "2018-09-30", "--area", "230126")
    rows = ask(*question, "--level", "village", "--indicator", "roads_widening")
    assert [(row["area_code"], row["is_attributed"]) for row in rows] == [("230126", False)]


def test_works_look_back_with_the_returns_of_that_time(ask):
    question = ("works", "--as-of", "2017-12-31", "--area", "230126")
    rows = {row["indicator_code"]: row for row in ask(*question)}
    assert "housing_renovated" not in rows
    access = rows["roads_village_access"]
    assert (access["reported_value"], access["certified_value"]) == (15, 0)
    assert (access["budget_cny"], access["difference"]) == (7_500_000, 15 - 15)


def test_a_sector_that_is_none_is_refused_in_a_sentence(small_home, capsys):
    assert main(["works", "--as-of", "2018-09-30", "--sector", "railways"]) == 1
    assert capsys.readouterr().err == (
        "--sector railways: no such sector; the sectors are roads, water, grid, housing.\n"
    )


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (
            ("--sector", "water", "--indicator", "bridges"),
            "--indicator bridges: no line of sector water; the lines are water_well, "
            "water_pump_house, water_purifier, water_pipe, water_household_tap.",
        ),
        (("--indicator", "people_lifted"), "--indicator people_lifted: no line of works;"),
    ],
)
def test_an_indicator_that_is_no_line_of_works_is_told_with_those_that_are(
    choice, sentence, small_home, capsys
):
    assert main(["works", "--as-of", "2018-09-30", *choice]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.startswith(sentence)) == ("", True)


def test_every_line_that_is_named_can_be_asked_for(ask):
    [well] = ask(
        "works", "--as-of", "2018-09-30", "--indicator", "water_well", "--area", "230129"
    )
    assert (well["programme"], well["reported_value"]) == ("water_well", 2)


def test_an_answer_without_a_row_says_so_beside_the_empty_list(small_home, capsys):
    question = ["works", "--as-of", "2018-09-30", "--area", "230129", "--sector", "grid"]
    assert main([*question, "--format", "json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == []
    assert said.err == (
        "Note: nothing was found in works as of 2018-09-30 for area 230129, sector grid; ask "
        "for another day or leave one of the choices out.\n"
    )
    assert main(["works", "--as-of", "2018-09-30", "--sector", "roads"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("metric", [*COLUMNS, "scorecard"])
@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (("--area", "230999"), "--area 230999: no such area on 2018-09-30"),
        (("--indicator", "happiness"), "--indicator happiness: no such indicator"),
        (("--level", "hamlet"), "--level hamlet: no such level"),
        (("--area", "230126", "--level", "city"), "--level city: area 230126 is a county"),
        (("--as-of", "2018-13-01"), "--as-of 2018-13-01: no such day"),
        (("--as-of", "yesterday"), "--as-of yesterday: no such day"),
        (("--as-of", "2018-10-31"), "--as-of 2018-10-31: the data end with 2018-09-30"),
    ],
)
def test_what_does_not_exist_is_refused_in_a_sentence(
    metric, choice, sentence, small_home, capsys
):
    assert main([metric, "--as-of", "2018-09-30", *choice]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(sentence)
    assert len(said.err.splitlines()) == 1


def test_without_a_warehouse_the_command_says_how_to_make_one(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WAREHOUSE_URL", f"duckdb:///{tmp_path}/none")
    assert main(["steps", "--as-of", "2018-09-30"]) == 1
    assert "python -m data" in capsys.readouterr().err


@pytest.mark.parametrize("metric", COLUMNS)
def test_before_the_first_return_nothing_is_reported_and_nothing_fails(metric, ask):
    rows = ask(metric, "--as-of", "2014-06-30")
    assert all(row.get("actual_value") is None for row in rows)


def test_a_day_inside_a_month_is_answered_with_the_month_before(ask):
    asked = ("progress", "--indicator", "bridges", "--as-of")
    assert ask(*asked, "2018-10-15") == ask(*asked, "2018-09-30")


@pytest.mark.parametrize("wrong", [("steps",), ("pace", "--as-of", "2018-09-30")])
def test_a_question_that_is_none_is_wrong_usage(wrong, small_home, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(list(wrong))
    assert stopped.value.code == 2
    assert "usage: python -m metrics" in capsys.readouterr().err


def test_a_reader_who_stops_early_gets_no_traceback(small_home):
    command = [sys.executable, "-m", "metrics", "progress", "--as-of", "2018-09-30"]
    with subprocess.Popen(
        [*command, "--format", "json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout.readline() == "[\n"
        writer.stdout.close()
        assert writer.stderr.read() == ""
    assert writer.returncode == 0
