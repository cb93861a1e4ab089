"""The largest reachable gains of a county, and the villages that hold it back."""

from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.gains import gains, largest, village_indicators
from metrics.score_items import items
from tests.score_frames import counties, progress

AREAS = pl.concat(
    [
        counties(c1="task", c2="task"),
        pl.DataFrame(
            [
                (f"{county}v{n}", f"Village {n}", "village", "task", county)
                for county in ("c1", "c2")
                for n in range(1, 9)
            ],
            schema=counties(c1="task").columns,
            orient="row",
        ),
    ]
)

# Weights: effect 0.50 and support 0.15 of 0.65 together, two items in each.
ITEMS = items(
    progress("""
        | area | indicator         | actual | target |
        | c1   | people_lifted     |     90 |    100 |
        | c1   | villages_delisted |     50 |     50 |
        | c1   | household_pairing |     40 |    100 |
        | c1   | eco_jobs          |      9 |     10 |
        | c2   | people_lifted     |    100 |    100 |
        | c2   | villages_delisted |     30 |     60 |
        | c2   | household_pairing |    100 |    100 |
        | c2   | township_clinic   |     60 |    100 |
    """),
    AREAS,
    as_of=date(2017, 9, 30),
)
VILLAGES = progress("""
    | area | indicator         | actual | target | numerator | denominator | state        |
    | c1v1 | household_pairing |     50 |    100 |        10 |          20 | -            |
    | c1v2 | household_pairing |     90 |    100 |        90 |         100 | -            |
    | c1v3 | household_pairing |    100 |    100 |         7 |           7 | -            |
    | c1v4 | household_pairing |      - |    100 |         - |           - | not_reported |
    | c1v5 | household_pairing |     50 |    100 |         3 |           6 | -            |
    | c1v6 | household_pairing |      - |    100 |         - |           - | no_task      |
    | c1v7 | household_pairing |     50 |    100 |         1 |           2 | -            |
    | c1v8 | household_pairing |     50 |    100 |         2 |           4 | -            |
    | c1v1 | people_lifted     |     30 |     35 |         - |           - | -            |
    | c1v2 | people_lifted     |     60 |     65 |         - |           - | -            |
    | c1v3 | people_lifted     |     12 |     10 |         - |           - | -            |
    | c1v1 | eco_jobs          |      9 |     10 |         - |           - | -            |
    | c2v1 | villages_delisted |      1 |      1 |         - |           - | -            |
    | c2v2 | villages_delisted |      0 |      1 |         - |           - | -            |
    | c2v2 | people_lifted     |      1 |     90 |         - |           - | -            |
""").with_columns(area_name=pl.col("area_code"))


def found() -> dict:
    rows = gains(ITEMS, VILLAGES, AREAS)
    return {(row["area_code"], row["indicator_code"]): row for row in rows.to_dicts()}


def test_items_stand_by_what_the_total_would_gain():
    rows = largest(ITEMS).filter(area_code="c1")
    effect, support = 0.50 / 0.65 / 2, 0.15 / 0.65 / 2
    assert rows["indicator_code"].to_list() == [
        "household_pairing",
        "people_lifted",
        "eco_jobs",
    ]
    assert rows["gain"].to_list() == pytest.approx(
        [support * (100 - 40), effect * (100 - 90), support * (100 - 90)]
    )
    assert rows["place"].to_list() == [1, 2, 3]


def test_what_has_reached_its_target_has_nothing_to_gain():
    assert largest(ITEMS).filter(area_code="c2")["indicator_code"].to_list() == [
        "villages_delisted",
        "township_clinic",
    ]


def test_village_progress_is_needed_only_for_what_villages_report():
    assert set(village_indicators(largest(ITEMS))) == {
        *("household_pairing", "people_lifted", "eco_jobs", "villages_delisted")
    }


def test_villages_stand_by_what_is_missing_and_the_silent_ones_last():
    row = found()["c1", "household_pairing"]
    # 20 - 10, 100 - 90, 6 - 3, 4 - 2, 2 - 1 households; v3 has all, v6 no task, v4 is silent.
    missing = [(village["area_code"], village["missing_value"]) for village in row["villages"]]
    assert missing == [("c1v1", 10), ("c1v2", 10), ("c1v5", 3), ("c1v8", 2), ("c1v7", 1)]
    assert row["village_count"] == 5 + 1


def test_a_silent_village_is_named_when_there_is_room():
    few = VILLAGES.filter(pl.col("area_code").is_in(["c1v1", "c1v4"]))
    rows = gains(ITEMS, few, AREAS)
    row = rows.filter(area_code="c1", indicator_code="household_pairing").to_dicts()[0]
    assert [village["area_code"] for village in row["villages"]] == ["c1v1", "c1v4"]
    assert row["villages"][1]["missing_value"] is None


def test_of_sums_the_gap_to_the_villages_own_target_is_missing():
    row = found()["c1", "people_lifted"]
    assert [village["missing_value"] for village in row["villages"]] == [35 - 30, 65 - 60]
    delisted = found()["c2", "villages_delisted"]
    assert [village["area_code"] for village in delisted["villages"]] == ["c2v2"]


def test_an_item_that_villages_do_not_report_names_none():
    row = found()["c2", "township_clinic"]
    assert (row["village_count"], row["villages"]) == (None, [])


def test_without_villages_the_items_stand_alone():
    rows = gains(ITEMS, None, AREAS)
    assert rows.select("area_code", "place", "indicator_code", "gain").equals(
        largest(ITEMS).select("area_code", "place", "indicator_code", "gain")
    )
    assert rows["villages"].to_list() == [[]] * rows.height


def test_without_gains_there_are_no_rows():
    reached = ITEMS.with_columns(gain=pl.lit(0.0))
    assert gains(reached, VILLAGES, AREAS).is_empty()
    assert largest(ITEMS.with_columns(gain=pl.lit(None, pl.Float64))).is_empty()


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="items lacks gain"):
        largest(ITEMS.drop("gain"))
    with pytest.raises(MissingColumnsError, match="villages lacks area_name"):
        gains(ITEMS, VILLAGES.drop("area_name"), AREAS)
