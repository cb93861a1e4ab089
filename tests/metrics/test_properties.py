"""What holds for any figures, not only for those somebody thought of."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.warehouse import queries
from data.warehouse.engine import data_version
from data.warehouse.scope import CITY
from metrics import plan
from metrics.calendar import month_ends
from metrics.progress import progress
from metrics.promises import reported_at_or_below
from metrics.step_values import VALUES
from metrics.steps import steps
from tests.frames import AREAS, actuals, adjusted, no_actuals, no_plans, targets

VILLAGES = ("v1", "v2", "v3")
COUNTIES = ("bayan", "yanshou", "bin")
MONTHS = month_ends(date(2015, 12, 31), date(2021, 3, 31))
LIGHTS = {"green", "yellow", "orange", "red", "grey"}
GREY = {"no_task", "not_due", "not_reported", "no_target", "awaiting_approval", "no_baseline"}
# One indicator for each way of judging.
KINDS = (
    *("people_lifted", "people_ready", "villages_delisted", "counties_delisted", "bridges"),
    *("digital_tv", "ledger_completeness", "straw_use", "rural_income_growth_gap"),
    *("unsafe_houses_left", "identification_checks", "relapse_people", "ecommerce_villages"),
)
SOFT = {"unsafe_houses_left", "ecommerce_villages"}

months = st.sampled_from(MONTHS)
people = st.integers(0, 500)
maybe_people = st.none() | people
dues = st.sampled_from([date(2017, 12, 31), date(2018, 12, 31), date(2020, 12, 31)])
shares = st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10)


def rows_of(lines: list[tuple]) -> str:
    return "\n".join(
        f"| {' | '.join('-' if cell is None else str(cell) for cell in line)} |"
        for line in lines
    )


@st.composite
def promises(draw) -> pl.DataFrame:
    """A target for the people of each village, and the bridges of each county."""
    lines = [(place, "people_lifted", draw(dues), draw(people)) for place in VILLAGES]
    lines += [(place, "bridges", draw(dues), draw(people)) for place in COUNTIES]
    lines += [(place, "counties_delisted", draw(dues), 1) for place in COUNTIES]
    head = "| area_code | indicator_code | target_date | target_value |\n"
    return targets(head + rows_of(lines))


@st.composite
def tasks(draw) -> pl.DataFrame:
    """Yearly tasks of some villages for some years."""
    lines = [
        {"area_code": place, "year": year, "planned_value": float(task)}
        for place in VILLAGES
        for year in (2016, 2017, 2018)
        if (task := draw(st.none() | st.integers(0, 200))) is not None
    ]
    schema = {"area_code": pl.String, "year": pl.Int32, "planned_value": pl.Float64}
    return pl.DataFrame(lines, schema=schema).select(
        "area_code", pl.lit("people_lifted").alias("indicator_code"), "year", "planned_value"
    )


@st.composite
def values(draw, places=COUNTIES) -> pl.DataFrame:
    """Something, or nothing, reported for each kind of indicator."""
    lines = [(place, code, draw(shares)) for place in places for code in KINDS]
    return actuals("| area_code | indicator_code | reported_value |\n" + rows_of(lines))


@st.composite
def verified(draw) -> pl.DataFrame:
    """Village values in which no more was certified than checked, or checked than reported."""
    lines = []
    for place in VILLAGES:
        reported = draw(maybe_people)
        checked = None if reported is None else draw(st.none() | st.integers(0, reported))
        certified = None if checked is None else draw(st.none() | st.integers(0, checked))
        lines.append((place, "people_lifted", reported, checked, certified))
    head = "| area_code | indicator_code | reported_value | checked_value | certified_value |\n"
    return actuals(head + rows_of(lines))


def look(reported, promised, *, as_of, level="county", plans=None, before=None, past=None):
    return progress(
        AREAS,
        reported,
        no_actuals() if before is None else before,
        no_actuals() if past is None else past,
        promised,
        no_plans() if plans is None else plans,
        as_of=as_of,
        level=level,
    )


def planned_at(rows: pl.DataFrame, level: str) -> pl.DataFrame:
    return plan.roll_up(rows, AREAS, level=level)


@given(promises(), tasks(), months)
@settings(max_examples=60, deadline=None)
def test_a_parents_plan_is_the_sum_of_its_areas_at_any_month(promised, plans, month):
    own = plan.planned(promised, plans, as_of=month)
    summed = ["baseline_value", "target_value", "planned_value"]
    parents = AREAS.select("area_code", "area_level", "county_code")
    counties, city = planned_at(own, "county"), planned_at(own, "city")
    below = {
        "county": own.join(parents, on="area_code").with_columns(area_code="county_code"),
        "city": counties.with_columns(area_code=pl.lit("230100")),
    }
    for level, whole in (("county", counties), ("city", city)):
        parts = below[level].group_by("area_code", "indicator_code").agg(pl.col(summed).sum())
        both = whole.join(parts, on=["area_code", "indicator_code"], suffix="_of_parts")
        assert both.height == whole.height
        for name in summed:
            assert both[name].to_list() == pytest.approx(both[f"{name}_of_parts"].to_list())
    by_step = plan.roll_up(own, AREAS, level="city", by=["step"])
    steps_of = by_step.group_by("indicator_code").agg(pl.col("planned_value").sum())
    both = city.join(steps_of, on="indicator_code", suffix="_of_steps")
    assert both["planned_value"].to_list() == pytest.approx(
        both["planned_value_of_steps"].to_list()
    )


@given(promises(), tasks(), months, months)
@settings(max_examples=60, deadline=None)
def test_a_plan_goes_one_way_from_baseline_to_target(promised, plans, one, other):
    earlier, later = sorted((one, other))
    keys = ["area_code", "indicator_code"]
    first = plan.planned(promised, plans, as_of=earlier)
    both = first.join(plan.planned(promised, plans, as_of=later), on=keys, suffix="_later")
    assert (both["planned_value"] <= both["planned_value_later"] + 1e-9).all()
    assert both["planned_value"].is_between(0, both["target_value"] + 1e-9).all()
    due = both.filter(pl.col("target_date") <= later)
    assert due["planned_value_later"].to_list() == due["target_value"].to_list()


@given(values(), values(), values(), promises(), tasks(), months)
@settings(max_examples=60, deadline=None)
def test_every_area_and_indicator_has_one_row_and_one_of_five_lights(
    reported, before, past, promised, plans, month
):
    rows = look(reported, promised, as_of=month, plans=plans, before=before, past=past)
    codes = reported_at_or_below("county")
    pairs = rows.select("area_code", "indicator_code").rows()
    assert sorted(pairs) == sorted((area, code) for area in COUNTIES for code in codes)
    assert set(rows["light"]) <= LIGHTS
    grey = rows.filter(pl.col("light") == "grey")
    assert set(grey["light_reason"]) <= GREY
    lit = rows.filter(pl.col("light") != "grey")
    assert set(lit["light_reason"]) <= {None, "provisional"}
    assert "red" not in set(rows.filter(pl.col("strength") == "soft")["light"])
    assert set(rows.filter(pl.col("strength") == "soft")["indicator_code"]) >= SOFT
    assert "green" not in set(rows.filter("is_overdue")["light"])
    numbers = rows.select("attainment_rate", "spi", "lag", "points_behind", "planned_value")
    for column in numbers.iter_columns():
        assert column.drop_nulls().is_finite().all()


@given(values(), promises(), tasks(), months)
@settings(max_examples=60, deadline=None)
def test_rates_and_gaps_tell_one_story(reported, promised, plans, month):
    rows = look(reported, promised, as_of=month, plans=plans)
    people = rows.filter(pl.col("indicator_code").is_in(["people_lifted", "bridges"]))
    for row in people.filter(pl.col("target_value") > 0).iter_rows(named=True):
        actual, target, planned = row["actual_value"], row["target_value"], row["planned_value"]
        if actual is None:
            assert row["attainment_rate"] is row["spi"] is row["lag"] is row["short_by"] is None
            continue
        assert (row["attainment_rate"] >= 1) == (actual >= target)
        assert row["attainment_rate"] >= 0
        assert row["short_by"] == max(row["lag"], 0)
        assert row["points_behind"] * target == pytest.approx(planned - actual)
        if planned > 0:
            assert (row["spi"] >= 1) == (row["lag"] <= 0)
            assert row["spi"] >= row["attainment_rate"] - 1e-9
        else:
            assert row["spi"] is None


@given(verified(), promises(), months)
@settings(max_examples=60, deadline=None)
def test_no_more_is_certified_than_checked_or_checked_than_reported(reported, promised, month):
    nothing = no_actuals()
    rows = steps(AREAS, reported, nothing, promised, no_plans(), as_of=month)
    in_order = rows.filter(pl.col("indicator_code") == "people_lifted").select(
        checked=(pl.col("certified_value") <= pl.col("checked_value")),
        reported=(pl.col("checked_value") <= pl.col("reported_value")),
    )
    for column in in_order.iter_columns():
        assert column.drop_nulls().all()
    whole, parts = (
        rows.filter(pl.col("indicator_code") == "people_lifted", pl.col("step").is_in(names))
        for names in (["all"], ["step1", "step2"])
    )
    for name in VALUES:
        summed = parts[name].drop_nulls()
        assert whole[name].item() == (summed.sum() if len(summed) else None)


@given(promises(), months, months, people)
@settings(max_examples=40, deadline=None)
def test_an_adjustment_changes_nothing_before_its_approval(promised, month, approved_on, to):
    both = pl.concat([promised, adjusted(promised, to=float(to), approved_on=approved_on)])
    alone = plan.planned(promised, no_plans(), as_of=month)
    beside = plan.planned(both, no_plans(), as_of=month)
    assert beside.drop("adjusted_target_value").equals(alone.drop("adjusted_target_value"))
    is_in_force = approved_on <= month
    assert beside["adjusted_target_value"].is_not_null().all() == is_in_force
    if not is_in_force:
        assert beside.equals(alone)


@given(values(), promises(), months, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_rows_does_not_matter(reported, promised, month, chance):
    def shuffled(frame: pl.DataFrame) -> pl.DataFrame:
        order = list(range(frame.height))
        chance.shuffle(order)
        return frame[order]

    straight = look(reported, promised, as_of=month)
    assert look(shuffled(reported), shuffled(promised), as_of=month).equals(straight)


@pytest.mark.parametrize("level", ["city", "county", "township"])
def test_values_of_areas_add_up_to_their_parents_in_every_month(level, small_home):
    version, day = data_version(), date(2018, 9, 30)
    look_at = {"indicators": ("people_lifted", "people_ready"), "through": day}
    below = {"city": "county", "county": "township", "township": "village"}[level]
    places = queries.areas(CITY, version, as_of=day).select(
        "area_code", parent_code=plan.ancestor(level)
    )
    whole = queries.series(CITY, version, level=level, **look_at)
    parts = queries.series(CITY, version, level=below, **look_at).join(places, on="area_code")
    numbers = ["reported_value", "checked_value", "certified_value", "expected_areas"]
    keys = ["parent_code", "indicator_code", "month"]
    summed = parts.group_by(keys).agg(
        pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)
        for name in numbers
    )
    both = whole.rename({"area_code": "parent_code"}).join(summed, on=keys, suffix="_of_parts")
    assert both.height == whole.height > 0
    for name in numbers:
        assert both[name].to_list() == both[f"{name}_of_parts"].to_list()
