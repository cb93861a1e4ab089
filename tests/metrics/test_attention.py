from datetime import date

import polars as pl
import pytest

from data.errors import MissingColumnsError
from metrics.attention import COLUMNS, attention
from metrics.attention_figures import SCHEMA
from tests.tables import table

NOTICES = (
    dict.fromkeys(("area_code", "org_unit_code", "rule", "reply", "promise"), pl.String)
    | dict.fromkeys(("decision", "document_no"), pl.String)
    | dict.fromkeys(("year", "half"), pl.Int64)
    | dict.fromkeys(("told_on", "replied_on", "decided_on"), pl.Date)
)
JUNE, SEPTEMBER = date(2018, 6, 30), date(2018, 9, 30)
DECEMBER = date(2018, 12, 31)


def figures(text: str) -> pl.DataFrame:
    """Rows of a table of unit, rule, month, done, planned, whole; an office is in brackets."""
    rows = table(text)
    office = pl.col("unit").str.extract(r"^\((.+)\)$")
    lag = (pl.col("planned") - pl.col("done")).cast(pl.Float64)
    return rows.with_columns(
        unit_kind=pl.when(office.is_null()).then(pl.lit("area")).otherwise(pl.lit("office")),
        area_code=pl.when(office.is_null()).then("unit"),
        org_unit_code=office,
        indicator_code=pl.col("indicator")
        if "indicator" in rows.columns
        else pl.lit("people_lifted"),
        value=pl.col("done"),
        whole_value=pl.col("whole"),
        points_behind=pl.when(pl.col("whole") > 0).then(lag / pl.col("whole")).otherwise(0.0),
        short_by=lag.clip(lower_bound=0),
    ).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def notices(text: str | None = None) -> pl.DataFrame:
    """Notices to areas, from a table that names the columns it is about; none without one."""
    if text is None:
        return pl.DataFrame(schema=NOTICES)
    rows = table(text)
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in NOTICES.items()
    )


def stages(rows: pl.DataFrame) -> dict:
    unit = pl.coalesce("area_code", "org_unit_code")
    return {
        (who, rule): stage for who, rule, stage in rows.select(unit, "rule", "stage").rows()
    }


# Of a task of 100 people in the year, 50 are planned by June.
HALF_YEAR = figures("""
    | unit    | rule        | month      | done | planned | whole |
    | bayan   | task_behind | 2018-06-30 |   45 |      50 |   100 |
    | bin     | task_behind | 2018-06-30 |   44 |      50 |   100 |
    | yanshou | task_behind | 2018-06-30 |   40 |      50 |   100 |
    | mulan   | task_behind | 2018-06-30 |   39 |      50 |   100 |
    | hulan   | task_behind | 2018-06-30 |   60 |      50 |   100 |
""")


def test_more_than_5_points_behind_is_a_reminder_and_more_than_10_a_warning():
    rows = attention(HALF_YEAR, notices(), as_of=JUNE)
    assert stages(rows) == {
        ("mulan", "task_behind"): "warning",  # 11 points
        ("yanshou", "task_behind"): "reminder",  # 10 points, not more
        ("bin", "task_behind"): "reminder",  # 6 points; 5 of bayan aren't more than 5
    }
    first = rows.row(0, named=True)
    assert first["points_behind"] == (50 - 39) / 100
    assert (first["short_by"], first["whole_value"]) == (50 - 39, 100)
    assert (first["closed_on"], first["since"], first["in_a_row"]) == (JUNE, JUNE, 1)


def test_behind_in_two_half_years_in_a_row_is_a_warning():
    before = figures("""
        | unit    | rule        | month      | done | planned | whole |
        | bin     | task_behind | 2017-12-31 |   94 |     100 |   100 |
        | yanshou | task_behind | 2017-06-30 |   40 |      50 |   100 |
        | yanshou | task_behind | 2017-12-31 |  100 |     100 |   100 |
    """)
    rows = attention(pl.concat([HALF_YEAR, before]), notices(), as_of=JUNE)
    assert stages(rows)["bin", "task_behind"] == "warning"
    assert stages(rows)["yanshou", "task_behind"] == "reminder"
    assert dict(rows.select("area_code", "in_a_row").iter_rows())["bin"] == 2


def test_a_half_year_without_figures_ends_the_row():
    before = figures("""
        | unit    | rule        | month      | done | planned | whole |
        | bin     | task_behind | 2017-06-30 |   40 |      50 |   100 |
    """)
    rows = attention(pl.concat([HALF_YEAR, before]), notices(), as_of=JUNE)
    assert stages(rows)["bin", "task_behind"] == "reminder"


def test_between_the_closings_the_last_half_year_decides_and_the_month_stands_beside_it():
    later = figures("""
        | unit    | rule        | month      | done | planned | whole |
        | mulan   | task_behind | 2018-09-30 |   90 |      88 |   100 |
        | hulan   | task_behind | 2018-09-30 |   10 |      88 |   100 |
    """)
    rows = attention(pl.concat([HALF_YEAR, later]), notices(), as_of=SEPTEMBER)
    assert stages(rows) == stages(attention(HALF_YEAR, notices(), as_of=JUNE))
    mulan = rows.filter(area_code="mulan").row(0, named=True)
    assert (mulan["closed_on"], mulan["current_month"]) == (JUNE, SEPTEMBER)
    assert mulan["points_behind"] == (50 - 39) / 100
    assert mulan["current_points_behind"] == (88 - 90) / 100
    assert mulan["current_short_by"] == 0
    assert rows.filter(area_code="bin")["current_points_behind"].to_list() == [None]


def test_since_goes_back_through_months_behind_and_months_without_a_report():
    months = figures("""
        | unit    | rule        | month      | done | planned | whole |
        | mulan   | task_behind | 2018-02-28 |    0 |      10 |   100 |
        | mulan   | task_behind | 2018-03-31 |   20 |      20 |   100 |
        | mulan   | task_behind | 2018-04-30 |   20 |      30 |   100 |
    """)
    rows = attention(pl.concat([HALF_YEAR, months]), notices(), as_of=JUNE)
    assert rows.filter(area_code="mulan")["since"].item() == date(2018, 4, 30)


YEAR_END = figures("""
    | unit    | rule        | month      | done | planned | whole |
    | bayan   | task_behind | 2018-12-31 |   99 |     100 |   100 |
    | bayan   | task_missed | 2018-12-31 |   99 |     100 |   100 |
    | yanshou | task_behind | 2018-12-31 |   80 |     100 |   100 |
    | yanshou | task_missed | 2018-12-31 |   80 |     100 |   100 |
    | bin     | task_behind | 2018-12-31 |  101 |     100 |   100 |
    | bin     | task_missed | 2018-12-31 |  101 |     100 |   100 |
""")


def test_a_task_missed_at_the_years_end_meets_the_rule_for_a_talk():
    rows = attention(pl.concat([HALF_YEAR, YEAR_END]), notices(), as_of=DECEMBER)
    assert stages(rows) == {
        ("yanshou", "task_missed"): "meets_talk_rule",  # and not behind in the same December
        ("bayan", "task_missed"): "meets_talk_rule",  # one person short is short
    }


def test_a_missed_task_stays_through_the_next_year_beside_how_the_area_does_now():
    later = figures("""
        | unit    | rule        | month      | done | planned | whole |
        | yanshou | task_behind | 2019-06-30 |   48 |      50 |   100 |
        | bayan   | task_behind | 2019-06-30 |   30 |      50 |   100 |
    """)
    rows = attention(pl.concat([YEAR_END, later]), notices(), as_of=date(2019, 8, 31))
    assert stages(rows) == {
        ("yanshou", "task_missed"): "meets_talk_rule",
        ("bayan", "task_missed"): "meets_talk_rule",
        ("bayan", "task_behind"): "warning",
    }
    june = attention(pl.concat([YEAR_END, later]), notices(), as_of=date(2019, 6, 30))
    yanshou = june.filter(area_code="yanshou").row(0, named=True)
    assert (yanshou["closed_on"], yanshou["current_month"]) == (DECEMBER, date(2019, 6, 30))
    assert yanshou["current_points_behind"] == (50 - 48) / 100


def test_years_in_a_row_count_for_a_missed_task():
    before = figures("""
        | unit    | rule        | month      | done | planned | whole |
        | yanshou | task_missed | 2017-12-31 |   80 |     100 |   100 |
        | yanshou | task_missed | 2016-12-31 |  100 |     100 |   100 |
    """)
    rows = attention(pl.concat([YEAR_END, before]), notices(), as_of=DECEMBER)
    yanshou = rows.filter(area_code="yanshou").row(0, named=True)
    assert (yanshou["in_a_row"], yanshou["since"]) == (2, date(2017, 12, 31))


def test_an_office_is_judged_by_its_worst_indicator_and_the_late_ones_are_named():
    rows = attention(
        figures("""
            | unit        | rule       | indicator     | month      | done | planned | whole |
            | (transport) | works_late | bridges       | 2018-06-30 |   10 |      22 |   100 |
            | (transport) | works_late | roads_network | 2018-06-30 |   16 |      22 |   100 |
            | (transport) | works_late | roads_widening | 2018-06-30 |  22 |      22 |   100 |
            | (housing)   | works_late | housing_renovated | 2018-06-30 | 17 |   22 |   100 |
        """),
        notices(),
        as_of=JUNE,
    )
    row = rows.row(0, named=True)
    assert rows.height == 1
    assert (row["org_unit_code"], row["stage"]) == ("transport", "warning")
    assert (row["indicator_code"], row["points_behind"]) == ("bridges", (22 - 10) / 100)
    assert row["late_indicators"] == ["bridges", "roads_network"]


def test_what_was_told_answered_and_decided_stands_beside_the_case():
    told = notices("""
        | area_code | rule        | year | half | told_on    | replied_on | reply  | promise |
        | mulan     | task_behind | 2018 | 1    | 2018-07-10 | 2018-07-16 | floods | 40 more |
        | mulan     | task_behind | 2017 | 2    | 2018-01-10 | 2018-01-12 | -      | 20 more |
        | hulan     | task_behind | 2018 | 1    | 2018-07-10 | -          | -      | -       |
    """)
    decided = notices("""
        | area_code | rule        | year | half | told_on    | decided_on | decision |
        | bin       | task_behind | 2018 | -    | 2018-07-11 | 2018-07-20 | reminder |
    """)
    rows = attention(HALF_YEAR, pl.concat([told, decided]), as_of=date(2018, 7, 31))
    mulan = rows.filter(area_code="mulan").row(0, named=True)
    assert (mulan["told_on"], mulan["reply"]) == (date(2018, 7, 10), "floods")
    assert (mulan["promise"], mulan["earlier_promise"]) == ("40 more", "20 more")
    assert mulan["stage"] == "warning"
    bin_county = rows.filter(area_code="bin").row(0, named=True)
    assert (bin_county["stage"], bin_county["decision"]) == ("decided", "reminder")
    assert rows["area_code"].to_list()[-1] == "bin"
    assert "hulan" not in rows["area_code"]


def test_among_the_decided_the_gravest_decision_comes_first():
    told = notices("""
        | area_code | rule        | year | half | told_on    | decided_on | decision |
        | mulan     | task_behind | 2018 | 1    | 2018-07-10 | 2018-07-20 | reminder |
        | bin       | task_behind | 2018 | 1    | 2018-07-10 | 2018-07-20 | warning  |
    """)
    rows = attention(HALF_YEAR, told, as_of=date(2018, 7, 31))
    assert rows.select("area_code", "stage").rows() == [
        ("yanshou", "reminder"),
        ("bin", "decided"),
        ("mulan", "decided"),
    ]


def test_what_happens_after_the_as_of_date_is_not_known_yet():
    told = notices("""
        | area_code | rule        | year | told_on    | replied_on | reply  | decided_on |
        | mulan     | task_behind | 2018 | 2018-07-10 | 2018-08-02 | floods | 2018-08-20 |
        | bin       | task_behind | 2018 | 2018-08-01 | -          | -      | -          |
    """)
    rows = attention(HALF_YEAR, told, as_of=date(2018, 7, 31))
    mulan = rows.filter(area_code="mulan").row(0, named=True)
    assert mulan["told_on"] == date(2018, 7, 10)
    assert (mulan["reply"], mulan["decided_on"], mulan["stage"]) == (None, None, "warning")
    assert rows.filter(area_code="bin")["told_on"].to_list() == [None]


def test_before_the_first_half_year_is_over_nobody_is_called():
    january = figures("""
        | unit  | rule        | month      | done | planned | whole |
        | bayan | task_behind | 2016-01-31 |    0 |      80 |   100 |
        | bayan | task_behind | 2015-12-31 |    0 |      80 |   100 |
    """)
    rows = attention(january, notices(), as_of=date(2016, 1, 31))
    assert rows.is_empty()
    assert rows.columns == COLUMNS


def test_equal_figures_come_in_the_order_of_codes_and_zero_is_nobodys_fault():
    equal = HALF_YEAR.with_columns(points_behind=pl.lit(0.2))
    rows = attention(equal.reverse(), notices(), as_of=JUNE)
    assert rows["area_code"].to_list() == ["bayan", "bin", "hulan", "mulan", "yanshou"]
    nothing = figures("""
        | unit  | rule        | month      | done | planned | whole |
        | bayan | task_behind | 2018-06-30 |    0 |       0 |     0 |
        | bin   | task_behind | 2018-06-30 |    0 |       0 |     0 |
    """)
    assert attention(nothing, notices(), as_of=JUNE).is_empty()
    assert attention(nothing.clear(), notices(), as_of=JUNE).columns == COLUMNS


def test_missing_column_is_named_in_the_error():
    with pytest.raises(MissingColumnsError, match="figures lacks points_behind"):
        attention(HALF_YEAR.drop("points_behind"), notices(), as_of=JUNE)
    with pytest.raises(MissingColumnsError, match="notices lacks decided_on"):
        attention(HALF_YEAR, notices().drop("decided_on"), as_of=JUNE)
