from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.step_lines import lines, paces, places
from tests.tables import table

CODE = pl.col("area_code").cast(pl.Int64).cast(pl.String)

AREAS = table("""
    | area_code    | step  |
    | 230100       | -     |
    | 230126       | step1 |
    | 230126100201 | step1 |
    | 230129       | step2 |
    | 230129100201 | step2 |
    | 230129100202 | step2 |
""").with_columns(CODE)
SERIES = table("""
    | area_code    | indicator_code | month      | reported_value |
    | 230126100201 | people_ready   | 2018-08-31 |             40 |
    | 230126100201 | people_ready   | 2018-09-30 |             41 |
    | 230129100201 | people_ready   | 2018-08-31 |              - |
    | 230129100201 | people_ready   | 2018-09-30 |             10 |
    | 230129100202 | people_ready   | 2018-08-31 |              - |
    | 230129100202 | people_ready   | 2018-09-30 |              5 |
""").with_columns(CODE)


def codes(area, step):
    return places(AREAS, area=area, step=step)["area_code"].to_list()


def test_a_step_has_the_areas_designated_to_it():
    assert codes("230100", "step1") == ["230126", "230126100201"]
    assert codes("230129", "step1") == []


def test_all_steps_and_the_third_have_every_area_of_a_step():
    everywhere = AREAS.filter(pl.col("step").is_not_null())["area_code"].to_list()
    assert codes("230100", "all") == everywhere
    assert codes("230100", "step3") == everywhere
    assert codes("230129", "step3") == everywhere[2:]


def test_a_sum_of_nothing_reported_is_not_zero():
    rows = lines(SERIES, places(AREAS, area="230129", step="all"))
    assert rows["reported_value"].to_list() == [None, 10 + 5]


def test_a_month_adds_up_its_areas():
    rows = lines(SERIES, places(AREAS, area="230100", step="all"))
    assert rows["reported_value"].to_list() == [40, 41 + 10 + 5]


READY = table("""
    | step  | month      | reported_value |
    | step1 | 2017-09-30 |            100 |
    | step1 | 2018-06-30 |            130 |
    | step1 | 2018-09-30 |            136 |
    | step2 | 2017-09-30 |             20 |
    | step2 | 2018-06-30 |             50 |
    | step2 | 2018-09-30 |             65 |
""")
PLANNED = table("""
    | step  | baseline_value | target_value | target_date |
    | step1 |              0 |          160 | 2017-12-31  |
    | step2 |              0 |           95 | 2018-12-31  |
""")


def test_required_pace_shares_what_is_missing_over_the_months_left():
    row = paces(READY, PLANNED, as_of=date(2018, 9, 30)).row(1, named=True)
    assert row["required_pace"] == (95 - 65) / 3
    assert row["recent_pace_3"] == (65 - 50) / 3
    assert row["recent_pace_12"] == (65 - 20) / 12
    assert row["pace_multiple"] == pytest.approx(((95 - 65) / 3) / ((65 - 20) / 12))
    assert row["is_due"] is False


def test_past_its_due_date_a_step_has_no_required_pace():
    row = paces(READY, PLANNED, as_of=date(2018, 9, 30)).row(0, named=True)
    assert (row["required_pace"], row["pace_multiple"], row["is_due"]) == (None, None, True)


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="ready lacks reported_value"):
        paces(READY.drop("reported_value"), PLANNED, as_of=date(2018, 9, 30))
