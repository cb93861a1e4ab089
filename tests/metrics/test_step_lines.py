import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.step_lines import lines, places
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


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="series lacks reported_value"):
        lines(SERIES.drop("reported_value"), places(AREAS, area="230100", step="all"))
