"""The county scorecard for scripts, asked of the small programme."""

import csv
import io
import json

import pytest

from metrics.__main__ import main
from metrics.scorecard import COLUMNS
from tests.small_programme import PLACES

LISTS = ["items", "vetoes", "gains", "monthly_ranks", "deductions"]


@pytest.fixture
def ask(small_home, capsys):
    """Counties of one answer by code."""

    def rows(*arguments: str) -> dict[str, dict]:
        assert main(["scorecard", *arguments, "--format", "json"]) == 0
        return {row["area_code"]: row for row in json.loads(capsys.readouterr().out)}

    return rows


def part(row: dict, name: str, **wanted) -> dict:
    [found] = [one for one in row[name] if wanted.items() <= one.items()]
    return found


def test_there_is_a_row_for_each_county_with_a_task_and_none_for_others(ask):
    rows = ask("--as-of", "2018-09-30")
    assert set(rows) == {"230126", "230127", "230129", "230125", "230111"}
    assert {row["group"] for row in rows.values()} == {"poor_county", "task"}
    row = rows["230126"]
    assert row["area_name"] == "巴彦县"
    assert set(COLUMNS) | set(LISTS) < set(row)


def test_one_county_or_an_area_without_a_task(ask):
    assert set(ask("--as-of", "2018-09-30", "--area", "230126")) == {"230126"}
    assert ask("--as-of", "2018-09-30", "--area", "230108") == {}


def test_figures_of_a_county_can_be_followed_to_its_items(ask):
    row = ask("--as-of", "2017-12-31", "--area", "230126")["230126"]
    people = part(row, "items", indicator_code="people_lifted")
    assert people["score"] == pytest.approx(100 * (100 + 60 + 20) / 200)
    assert people["is_counted"]
    assert part(row, "items", indicator_code="villages_delisted")["score"] == 100 * 1 / 2
    assert part(row, "items", indicator_code="counties_delisted")["state"] == (
        "awaiting_approval"
    )
    weighted = [item for item in row["items"] if item["weight"] is not None]
    assert row["due_items"] == len(weighted)
    assert row["reported_items"] == sum(item["is_reported"] for item in weighted)
    assert row["gross_score"] == pytest.approx(
        sum(item["weight"] * item["score"] for item in weighted)
    )


def test_who_reports_little_has_items_and_no_score(ask):
    row = ask("--as-of", "2018-09-30", "--area", "230126")["230126"]
    assert row["reported_items"] < 0.8 * row["due_items"]
    assert [row[name] for name in ("score", "band", "rank", "rank_low")] == [None] * 4
    assert row["effect_score"] is not None


def test_an_evaluation_vetoes_only_its_county_and_from_its_release(ask):
    before = ask("--as-of", "2018-05-31")
    assert {row["veto_state"] for row in before.values()} == {"not_applicable"}
    rows = ask("--as-of", "2018-09-30")
    wrong = part(rows["230126"], "vetoes", veto="wrong_exits")
    assert (wrong["value"], wrong["sample_size"]) == (pytest.approx(1 / 120), 120)
    assert (wrong["state"], wrong["is_met"]) == ("not_established", True)
    incidence = part(rows["230126"], "vetoes", veto="incidence")
    # 20 are poor on the register, 1 of 120 of the 180 people out wrongly so, and nobody missed.
    assert incidence["value"] == pytest.approx((20 + 180 / 120) / 3000)
    assert rows["230127"]["veto_state"] == "not_applicable"


def test_a_deduction_is_in_the_assessment_it_was_decided_for(ask):
    february = ask("--as-of", "2018-02-28", "--area", "230126")["230126"]
    assert (february["assessment_year"], february["deducted_points"]) == (2017, 0.5)
    [deduction] = february["deductions"]
    assert (deduction["kind"], deduction["points"]) == ("unresolved_problems", 0.5)
    september = ask("--as-of", "2018-09-30", "--area", "230126")["230126"]
    assert (september["deducted_points"], september["deductions"]) == (0, [])


def test_february_has_the_figures_of_december(ask):
    december = ask("--as-of", "2017-12-31", "--area", "230126")["230126"]
    february = ask("--as-of", "2018-02-28", "--area", "230126")["230126"]
    assert february["items"] == december["items"]
    assert february["monthly_ranks"] == december["monthly_ranks"]


def test_gains_name_the_villages_that_hold_the_county_back(ask):
    row = ask("--as-of", "2018-09-30", "--area", "230129")["230129"]
    assert [gain["place"] for gain in row["gains"]] == [1, 2, 3]
    gains = [gain["gain"] for gain in row["gains"]]
    assert gains == sorted(gains, reverse=True)
    # Nobody says whether the poor village is ready: one of three due items of effect.
    first = row["gains"][0]
    assert (first["indicator_code"], first["score"]) == ("villages_ready", 0)
    assert first["gain"] == pytest.approx(0.50 / 3 * (100 - 0))
    silent = [(village["area_code"], village["missing_value"]) for village in first["villages"]]
    assert silent == [(PLACES["延寿甲"], None)]
    people = part(row, "items", indicator_code="people_ready")
    assert people["score"] == pytest.approx(100 * (55 + 12) / (90 + 30))


def test_monthly_figures_have_this_months_rank_and_last_months(ask):
    rows = ask("--as-of", "2018-09-30")
    bridges = {area: part(row, "monthly_ranks", figure="bridges") for area, row in rows.items()}
    # Bayan did 2 of the 2 left; Yanshou none of 2: nothing came for August.
    assert (bridges["230126"]["value"], bridges["230126"]["rank"]) == (1, 1)
    assert (bridges["230129"]["value"], bridges["230129"]["rank"]) == (0, 2)
    assert bridges["230126"]["rank_before"] is None
    assert bridges["230127"]["value"] is bridges["230127"]["rank"] is None


def test_csv_and_table_print_the_flat_columns(small_home, capsys):
    assert main(["scorecard", "--as-of", "2018-09-30", "--format", "csv"]) == 0
    lines = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(lines) == 5
    assert set(COLUMNS) < set(lines[0])
    assert not set(LISTS) & set(lines[0])
    assert main(["scorecard", "--as-of", "2018-09-30", "--format", "table"]) == 0
    assert "230126" in capsys.readouterr().out
