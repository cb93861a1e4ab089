"""What holds for any works, not only for those somebody thought of."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import settings as limits
from data.catalogue import works as catalogue
from metrics.calendar import month_ends
from metrics.works import works
from metrics.works_course import DONE, by_year, curve
from metrics.works_late import late, late_reasons
from metrics.works_map import state_counts, state_months, states_at
from metrics.works_money import money
from metrics.works_projects import projects
from metrics.works_sums import SUMS, sums
from tests import frames
from tests.work_frames import no_works

MONTHS = month_ends(date(2016, 1, 31), date(2020, 12, 31))
PLACES = ("v1", "v2", "v3", "t1", "bayan", "yanshou", "nowhere")
LEVELS = ("village", "township", "county", "city")
PARENTS = {"v1": "bayan", "v2": "bayan", "t1": "bayan", "v3": "yanshou", "t2": "yanshou"}
ADDED = [name for name in SUMS if name.endswith(("_count", "_value", "_cny"))]

months = st.sampled_from(MONTHS)
days = st.dates(date(2016, 1, 1), date(2020, 12, 31))
maybe_days = st.none() | days
quantities = st.none() | st.integers(0, 200).map(lambda tenths: tenths / 10)
moneys = st.none() | st.integers(0, 10_000).map(float)
reasons = st.sampled_from([None, *catalogue().late_reasons])
looks = settings(max_examples=60, deadline=None)


@st.composite
def any_works(draw) -> pl.DataFrame:
    """Projects with any days, also days in the wrong order, of any programme and place."""
    lines = [
        {
            "work_code": f"W{draw(st.integers(0, 5))}",
            "period": draw(months),
            "programme": draw(st.sampled_from(list(catalogue().programmes))),
            "area_code": draw(st.sampled_from(PLACES)),
            "plan_year": draw(st.none() | st.integers(2016, 2020)),
            **{name: draw(quantities) for name in ("quantity_planned", "quantity_done")},
            **{
                name: draw(maybe_days)
                for name in (
                    *("planned_start_on", "started_on", "planned_finish_on"),
                    *("finished_on", "accepted_on"),
                )
            },
            "is_preparing": draw(st.booleans()),
            "late_reason": draw(reasons),
            **{name: draw(moneys) for name in ("budget_cny", "paid_cny")},
        }
        for _ in range(draw(st.integers(0, 12)))
    ]
    # Of a project only its days and figures change from return to return.
    first: dict[str, dict] = {}
    for line in lines:
        own = first.setdefault(line["work_code"], line)
        line.update({name: own[name] for name in ("programme", "area_code")})
    schema = no_works().schema
    return pl.DataFrame(
        [dict.fromkeys(schema) | line | {"work_name": line["work_code"]} for line in lines],
        schema=schema,
    )


def look(rows: pl.DataFrame, as_of: date) -> pl.DataFrame:
    return projects(rows, frames.AREAS, as_of=as_of)


@given(any_works(), months)
@looks
def test_accepted_is_never_more_than_complete_nor_complete_more_than_started(rows, month):
    found = sums(look(rows, month), month=month, level="county")
    assert (found["accepted_count"] <= found["complete_count"]).all()
    assert (found["complete_count"] <= found["started_count"]).all()
    assert (found["started_count"] <= found["project_count"]).all()
    measured = found.drop_nulls(["started_value", "reported_value", "certified_value"])
    assert (measured["certified_value"] <= measured["reported_value"] + 1e-9).all()
    assert (measured["reported_value"] <= measured["started_value"] + 1e-9).all()
    assert (found["not_started_count"] <= found["late_count"]).all()


@given(any_works(), months)
@looks
def test_the_parts_of_every_level_add_up_to_the_whole(rows, month):
    found = look(rows, month)
    whole = sums(found, month=month, level="city").sort("programme")
    for level in LEVELS:
        parts = sums(found, month=month, level=level)
        added = parts.group_by("programme").agg(pl.col(ADDED).sum()).sort("programme")
        assert added["programme"].equals(whole["programme"])
        for name in ADDED:
            # Where nobody who has come so far said how much, the others' nothing is no figure.
            for part, sum_of_all in zip(added[name], whole[name], strict=True):
                assert part == pytest.approx(0 if sum_of_all is None else sum_of_all)


@given(any_works(), months)
@looks
def test_counties_are_the_sum_of_what_lies_in_them(rows, month):
    found = look(rows, month)
    below = sums(found, month=month, level="village").with_columns(
        area_code=pl.col("area_code").replace(PARENTS)
    )
    counties = sums(found, month=month, level="county")
    summed = below.group_by("programme", "area_code").agg(
        pl.col("project_count", "late_count").sum()
    )
    both = counties.join(summed, on=["programme", "area_code"], suffix="_below")
    assert both.height == counties.height
    assert both["project_count"].equals(both["project_count_below"], check_names=False)
    assert both["late_count"].equals(both["late_count_below"], check_names=False)


@given(any_works(), months, days, quantities)
@looks
def test_a_later_return_changes_no_look_back(rows, month, day, quantity):
    poison = rows.with_columns(
        period=pl.lit(month + timedelta(days=1)).dt.month_end(),
        started_on=pl.lit(day),
        finished_on=pl.lit(day),
        accepted_on=pl.lit(day),
        quantity_done=pl.lit(quantity, pl.Float64),
        late_reason=pl.lit("land"),
        paid_cny=pl.lit(1e9),
    )
    both = look(pl.concat([rows, poison]), month)
    assert both.equals(look(rows, month))


@given(any_works(), months)
@looks
def test_a_step_that_lies_ahead_is_not_seen(rows, month):
    found = look(rows, month)
    for name in ("started_on", "finished_on", "accepted_on", "period"):
        assert (found[name].drop_nulls() <= month).all()


@given(any_works(), months)
@looks
def test_every_project_has_one_row_one_state_and_a_place_in_every_count(rows, month):
    found = look(rows, month)
    known = rows.filter(pl.col("period") <= month)["work_code"].n_unique()
    assert found.height == known
    assert set(found["state"]) <= set(catalogue().states)
    assert state_counts(found)["project_count"].sum() == known
    assert state_counts(found)["late_count"].sum() == late(found).height
    assert late_reasons(found, level="village")["project_count"].sum() == late(found).height
    is_winter = month.month in limits().winter_stop_months
    assert ("winter_stop" not in found["state"]) or is_winter
    assert ("under_way" not in found["state"]) or not is_winter


@given(any_works(), months, months)
@looks
def test_a_page_can_tell_every_state_from_the_months_of_the_changes(rows, month, other):
    """The rule written for the browser, here in its own words."""
    earlier = min(month, other)
    found = look(rows, month)
    number = earlier.year * 12 + earlier.month - 1
    told = {}
    for line in state_months(found).to_dicts():
        passed = {name: at is not None and number >= at for name, at in line.items()
                  if name != "work_code"}  # fmt: skip
        if not passed["listed"]:
            continue
        winter = earlier.month in limits().winter_stop_months
        under_way = "winter_stop" if winter else "under_way"
        order = (
            *(("accepted", "accepted"), ("finished", "complete"), ("started", under_way)),
            *(("start_due", "not_started"), ("preparing", "preparing"), ("listed", "planned")),
        )
        state = next(word for change, word in order if passed[change])
        due = passed["finish_due"] if passed["started"] else passed["start_due"]
        told[line["work_code"]] = (state, due and not passed["finished"])
    seen = states_at(found, [earlier]).select("work_code", "state", "is_late").rows()
    assert {code: (state, is_late) for code, state, is_late in seen} == told


@given(any_works(), months)
@looks
def test_the_course_ends_at_the_figures_of_the_day_and_years_add_up_to_them(rows, month):
    found = look(rows, month)
    now = sums(found, month=month, level="city").sort("programme")
    for sent in (None, rows):
        last = curve(found, as_of=month, months=[month], returns=sent).sort("programme")
        for name in ("planned_value", *DONE):
            assert last[name].to_list() == pytest.approx(now[name].to_list())
    years = by_year(found, as_of=month)
    counted = [name for name in DONE if name.endswith("_count")]
    added = years.group_by("programme").agg(pl.col(counted).sum()).sort("programme")
    assert added.select(counted).equals(now.select(counted))


@given(any_works(), months)
@looks
def test_a_count_of_steps_never_falls_from_month_to_month(rows, month):
    course = curve(look(rows, month), as_of=month, months=MONTHS)
    for name in ("started_count", "complete_count", "accepted_count", "planned_value"):
        steps = course.select(
            pl.col(name).diff().over("programme", order_by="month").drop_nulls()
        )
        assert (steps.to_series() >= -1e-9).all()


@given(any_works(), months)
@looks
def test_money_of_the_parts_is_the_money_of_the_whole_and_shares_are_fractions(rows, month):
    found = look(rows, month)
    whole = money(found, level="city").sort("programme")
    parts = money(found, level="village")
    for name in ("budget_cny", "spent_cny", "earned_cny", "compared_count", "costed_count"):
        assert parts[name].sum() == pytest.approx(whole[name].sum())
    assert whole["work_share"].drop_nulls().is_between(0, 1 + 1e-9).all()


@given(any_works(), months, st.sampled_from(LEVELS))
@looks
def test_every_row_of_the_answer_has_a_light_and_sums_are_those_of_their_parts(
    rows, month, level
):
    found = works(
        look(rows, month),
        frames.AREAS,
        frames.no_targets(),
        frames.no_plans(),
        frames.no_actuals(),
        as_of=month,
        level=level,
    )
    assert found.select("indicator_code", "programme", "area_code").is_unique().all()
    assert set(found["light"]) <= {"green", "yellow", "orange", "red", "grey"}
    assert (found["light"] == "grey").equals(
        found["light_reason"].is_not_null() & (found["light_reason"] != "provisional")
    )
    is_part = pl.col("programme").str.starts_with("roads_")
    parts = found.filter(is_part).group_by("area_code").agg(
        pl.col("project_count", "late_count").sum()
    ).sort("area_code")  # fmt: skip
    whole = found.filter(pl.col("indicator_code") == "rural_roads", pl.col("project_count") > 0)
    names = ("area_code", "project_count", "late_count")
    assert (
        whole.sort("area_code")
        .select(names)
        .equals(parts.filter(pl.col("project_count") > 0).select(names))
    )
