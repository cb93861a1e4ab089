"""The projects of the sample's works agree with its returns, its plans and the map."""

from datetime import date

import numpy as np
import polars as pl
import pytest
import shapely
from pyproj import Geod

from data.catalogue import programme, works
from data.geography import county_outlines
from data.sample.assumptions import assumption
from data.sample.files import observations
from data.sample.projects import projects
from data.sample.tasks import tasks
from data.sample.work_sheets import MOVES, as_of, work_sheets
from data.sample.world import world

ROADS = ("roads_village_access", "roads_network", "roads_widening")
HOUSES = ("housing_repair", "housing_new")
SEPTEMBER = date(2018, 9, 30)
JUNE = date(2018, 6, 30)


@pytest.fixture(scope="module")
def everything(full):
    return projects(full, tasks(full))


@pytest.fixture(scope="module")
def reported(full):
    return observations(full)


@pytest.fixture(scope="module")
def sheets(full):
    return list(work_sheets(full, tasks(full)))


def of(everything, *programmes):
    """Projects of some programmes and what was done of each by month."""
    mine = everything.table["programme"].is_in(programmes)
    return everything.table.filter(mine), everything.done[mine.to_numpy()]


def added_up(codes, values, months):
    """Values of projects by month, added up by area code."""
    table = pl.DataFrame({"area_code": codes, "row": np.arange(len(codes))})
    return {
        code: np.round(values[rows["row"].to_numpy()][:, : len(months)].sum(axis=0), 6)
        for (code,), rows in table.partition_by("area_code", as_dict=True).items()
    }


def series(reported, code, months, verification="reported", of="obs_value"):
    """One row of values by month for each area; nothing before the first return is zero."""
    rows = reported.filter(
        pl.col("indicator_code") == code,
        pl.col("verification") == verification,
        pl.col("period") >= months[0],
    )
    wide = rows.pivot("period", index="area_code", values=of).sort("area_code")
    return {
        row["area_code"]: np.array([row.get(str(month)) or 0.0 for month in months])
        for row in wide.iter_rows(named=True)
    }


def agree(mine, theirs):
    """Whether both have the same value in every area and month; no project is zero."""
    assert theirs
    assert mine.keys() <= theirs.keys()
    for code, values in theirs.items():
        own = mine.get(code, np.zeros(values.size))
        assert np.allclose(own, values, atol=1e-6), code


@pytest.mark.parametrize(
    ("codes", "total"),
    [
        (("roads_village_access",), 3000),
        (("roads_network",), 1000),
        (("roads_widening",), 1000),
        (("bridges",), 600),
        (HOUSES, 50_000),
    ],
)
def test_planned_quantities_add_up_to_the_policy(everything, codes, total):
    table, _ = of(everything, *codes)
    assert table["quantity_planned"].sum() == pytest.approx(total, abs=1e-6)
    assert (table["quantity_planned"] > 0).all()


def test_there_are_about_4000_roads_and_600_bridges(everything):
    roads, _ = of(everything, *ROADS)
    assert 3_700 < roads.height < 4_300
    assert of(everything, "bridges")[0].height == 600


def test_every_programme_has_projects_with_a_code_and_a_name_of_their_own(everything):
    table = everything.table
    assert set(table["programme"]) == set(works().programmes)
    assert table["work_code"].is_unique().all()
    county = pl.col("area_code").str.head(6)
    assert table.select(pl.struct(county, "work_name").is_unique().all()).item()
    assert table["area_name"].null_count() == 0


def by_area_and_year(table, digits):
    """Quantity planned, by area code of so many digits and plan year."""
    groups = table.group_by(pl.col("area_code").str.head(digits), "plan_year")
    rows = groups.agg(pl.col("quantity_planned").sum()).iter_rows()
    return {(code, year): pytest.approx(amount, abs=1e-6) for code, year, amount in rows}


@pytest.mark.parametrize(
    ("indicator", "codes", "digits"),
    [
        *((code, (code,), 6) for code in (*ROADS, "bridges")),
        ("housing_renovated", HOUSES, 12),
    ],
)
def test_an_area_s_projects_of_a_year_are_its_task_of_the_year(
    full, everything, indicator, codes, digits
):
    table, _ = of(everything, *codes)
    task = tasks(full)[indicator]
    assert by_area_and_year(table, digits) == {
        (area, 2016 + year): amount
        for area, years in zip(task.area_codes, task.planned * task.unit, strict=True)
        for year, amount in enumerate(years)
        if amount
    }


@pytest.mark.parametrize(
    ("indicator", "codes", "digits"),
    [
        *((code, (code,), 6) for code in (*ROADS, "bridges")),
        ("housing_renovated", HOUSES, 12),
    ],
)
def test_what_is_done_is_what_was_reported_in_every_area_and_month(
    full, everything, reported, indicator, codes, digits
):
    months = full.calendar.months
    table, done = of(everything, *codes)
    agree(
        added_up(table["area_code"].str.head(digits), done, months),
        series(reported, indicator, months),
    )


def reached(table, column, months):
    """A count of each project in the months from its last one on: projects by months."""
    finished = table["finished_on"].to_numpy().astype("datetime64[D]")[:, None]
    return table[column].fill_null(0).to_numpy()[:, None] * (finished <= month_ends(months))


def month_ends(months):
    return np.array(months, dtype="datetime64[D]")


def test_people_served_with_water_are_those_reported_in_every_county_and_month(
    full, everything, reported
):
    months = full.calendar.months
    table, _ = of(everything, "water_household_tap")
    villages = series(reported, "safe_water_people", months)
    counties = {}
    for code, values in villages.items():
        counties[code[:6]] = counties.get(code[:6], 0) + values
    own = reached(table, "people_served", months)
    agree(added_up(table["area_code"].str.head(6), own, months), counties)
    assert table["people_served"].sum() == 186_000


def test_natural_villages_with_safe_water_are_those_reported_in_every_village_and_month(
    full, everything, reported
):
    months = full.calendar.months
    table, _ = of(everything, "water_household_tap")
    at_first = reported.filter(
        pl.col("indicator_code") == "safe_water_villages",
        pl.col("verification") == "reported",
        pl.col("period") == date(2015, 12, 31),
    )
    base = dict(at_first.select("area_code", "numerator").iter_rows())
    theirs = series(reported, "safe_water_villages", months, of="numerator")
    own = reached(table, "natural_villages", months)
    agree(
        added_up(table["area_code"], own, months),
        {code: values - base[code] for code, values in theirs.items()},
    )


def test_villages_get_power_when_their_returns_say_so(full, everything, reported):
    months = full.calendar.months
    table, done = of(everything, "village_power")
    had_none = series(reported, "village_power", months, of="numerator")
    mine = added_up(table["area_code"], done, months)
    # Who has a project had none at first; who has none had power all along.
    agree(mine, {code: had_none[code] for code in mine})
    assert all((values == 1).all() for code, values in had_none.items() if code not in mine)


def test_grid_projects_are_as_many_as_planned_and_done_when_reported(
    full, everything, reported
):
    months = full.calendar.months
    table, done = of(everything, "grid_lines", "grid_transformers")
    is_done = (done > 0).astype(float)
    counties = table["area_code"].str.head(6)
    agree(
        added_up(counties, is_done, months),
        series(reported, "grid_upgrade", months, of="numerator"),
    )
    planned = series(reported, "grid_upgrade", months, of="denominator")
    assert dict(counties.value_counts().iter_rows()) == {
        code: values[0] for code, values in planned.items()
    }


@pytest.mark.parametrize("code", [*ROADS, "bridges", "grid_upgrade"])
def test_acceptances_are_those_certified_at_every_quarter_s_end(
    full, everything, reported, code
):
    quarters = [month for month in full.calendar.months if month.month % 3 == 0]
    of_grid = code == "grid_upgrade"
    table, _ = of(everything, *(("grid_lines", "grid_transformers") if of_grid else (code,)))
    accepted = table["accepted_on"].to_numpy().astype("datetime64[D]")[:, None]
    amount = 1.0 if of_grid else table["quantity_planned"].to_numpy()[:, None]
    own = amount * (accepted <= month_ends(quarters))
    theirs = series(
        reported, code, quarters, "certified", "numerator" if of_grid else "obs_value"
    )
    agree(
        added_up(table["area_code"].str.head(6), own, quarters),
        theirs,
    )


def test_houses_are_accepted_by_the_project_so_a_little_later_than_certified_in_the_season(
    full, everything, reported
):
    table, _ = of(everything, *HOUSES)
    for quarter, least in ((date(2017, 3, 31), 1), (date(2018, 3, 31), 1), (SEPTEMBER, 0.9)):
        certified = (
            reported.filter(
                pl.col("indicator_code") == "housing_renovated",
                pl.col("verification") == "certified",
                pl.col("period") <= quarter,
            )
            .group_by("area_code")
            .agg(pl.col("obs_value").last())["obs_value"]
            .sum()
        )
        accepted = table.filter(pl.col("accepted_on") <= quarter)["quantity_planned"].sum()
        assert least * certified <= accepted <= certified


@pytest.fixture(scope="module")
def placed(everything):
    """Projects that have a place, with its geometry."""
    table = everything.table.drop_nulls("geometry")
    return table, shapely.from_wkt(table["geometry"].to_numpy())


def test_lines_are_as_long_as_their_roads_and_pipes(placed):
    table, shapes = placed
    is_line = shapely.get_type_id(shapes) == shapely.GeometryType.LINESTRING
    on_earth = Geod(ellps="WGS84")
    length = np.array([on_earth.geometry_length(shape) / 1000 for shape in shapes[is_line]])
    km = table["quantity_planned"].to_numpy()[is_line]
    assert set(table["programme"].filter(pl.Series(is_line))) == {
        *ROADS,
        "water_pipe",
        "grid_lines",
    }
    assert (np.abs(length - km) <= 0.002 + 0.005 * km).all()


def test_every_place_lies_inside_the_city(placed):
    _, shapes = placed
    outlines = county_outlines(programme().city_code)["outline_geojson"].to_numpy()
    city = shapely.union_all(shapely.from_geojson(outlines))
    shapely.prepare(city)
    assert shapely.contains(city, shapes).all()


def test_only_houses_have_no_place(everything):
    nowhere = everything.table.filter(pl.col("geometry").is_null())
    assert set(nowhere["programme"]) == set(HOUSES)


def test_bridges_stand_on_roads_of_their_county(placed):
    table, shapes = placed
    codes = table["programme"]
    roads = shapes[codes.is_in(ROADS).to_numpy()]
    bridges = shapes[(codes == "bridges").to_numpy()]
    tree = shapely.STRtree(roads)
    road, distance = tree.query_nearest(bridges, return_distance=True, all_matches=False)
    assert (distance < 1e-9).all()
    counties = table["area_code"].str.head(6)
    of_roads = counties.filter(codes.is_in(ROADS)).gather(road[1])
    assert (of_roads == counties.filter(codes == "bridges")).all()


def test_a_road_begins_at_a_village_or_lies_on_its_way(placed):
    table, shapes = placed
    access = table["programme"] == "roads_village_access"
    assert table.filter(access)["area_code"].str.len_chars().unique().to_list() == [12]
    starts = shapely.get_point(shapes[access.to_numpy()], 0)
    assert np.unique(shapely.get_coordinates(starts), axis=0).shape[0] > 0.4 * len(starts)


def test_days_come_in_order_and_nothing_begins_in_winter(everything):
    table = everything.table
    for before, after in (
        ("prepared_on", "planned_start_on"),
        ("planned_start_on", "planned_finish_on"),
        ("started_on", "finished_on"),
    ):
        assert not (table[before] > table[after]).any()
    assert (table["finished_on"] < table["accepted_on"]).all()
    assert table["started_on"].null_count() < table["finished_on"].null_count()
    started = table["started_on"].drop_nulls()
    assert set(started.dt.month()) <= set(range(4, 12))
    assert started.min() >= date(2016, 4, 1)


def test_a_project_that_is_done_has_begun_and_one_that_is_finished_is_whole(everything):
    for period in (JUNE, SEPTEMBER, date(2019, 3, 31)):
        now = as_of(everything, period)
        begun, finished = now["started_on"].is_not_null(), now["finished_on"].is_not_null()
        assert (now["quantity_done"].filter(~begun) == 0).all()
        whole = (now["quantity_done"] - now["quantity_planned"]).abs() < 1e-6
        assert (whole == finished).all()
        assert (begun | ~finished).all()


def test_every_state_is_there_at_the_end_of_september_2018(everything):
    now = as_of(everything, SEPTEMBER)
    begun, finished, accepted = (
        pl.col(name).is_not_null() for name in ("started_on", "finished_on", "accepted_on")
    )
    for sector in works().sectors:
        codes = [each.code for each in works().of_sector(sector)]
        of_sector = now.filter(pl.col("programme").is_in(codes))
        for state in (accepted, finished & ~accepted, begun & ~finished, ~begun):
            assert of_sector.filter(state).height > 0, sector
    waits = now.filter(~begun)
    assert waits["is_preparing"].sum() > 5
    assert waits.filter(pl.col("planned_start_on") < SEPTEMBER).height > 20
    assert not now.filter(begun)["is_preparing"].any()


def test_some_works_stop_in_winter(everything):
    now = as_of(everything, date(2018, 3, 31))
    stopped = now.filter(pl.col("started_on").is_not_null(), pl.col("finished_on").is_null())
    assert 20 < stopped.filter(pl.col("programme").is_in(ROADS)).height < 400


def test_who_is_late_says_why_and_nobody_else_does(sheets):
    late = 0
    for sheet in sheets:
        table = sheet.table
        overdue = (pl.col("planned_finish_on") < pl.col("period")) & pl.col(
            "finished_on"
        ).is_null()
        waits = (pl.col("planned_start_on") < pl.col("period")) & pl.col("started_on").is_null()
        was_late = pl.col("finished_on") > pl.col("planned_finish_on")
        is_late = (overdue | waits | was_late).fill_null(False)
        assert table.filter(is_late)["late_reason"].null_count() == 0
        assert table.filter(~is_late)["late_reason"].is_null().all()
        late += table.filter(is_late).height
    assert late > 500


def test_slow_counties_are_later_than_others(everything):
    now = as_of(everything, SEPTEMBER).filter(pl.col("programme").is_in(ROADS))
    overdue = now.filter(
        pl.col("planned_finish_on") < SEPTEMBER, pl.col("finished_on").is_null()
    )
    share = {
        county: overdue.filter(pl.col("area_code").str.starts_with(county)).height
        / now.filter(pl.col("area_code").str.starts_with(county)).height
        for county in ("230126", "230129")
    }
    assert share["230129"] > 2 * share["230126"]
    assert 0.01 < overdue.height / now.height < 0.12
    assert overdue["late_reason"].n_unique() == len(works().late_reasons)


def test_money_follows_the_unit_costs_and_the_work(everything):
    table = everything.table
    costs = assumption("works")["programmes"]
    unit = pl.col("budget_cny") / pl.col("quantity_planned")
    for code, median in table.group_by("programme").agg(unit.median()).iter_rows():
        assert median == pytest.approx(costs[code]["unit_cost"], rel=0.1)
    now = as_of(everything, SEPTEMBER)
    assert (now["paid_cny"] <= now["budget_cny"]).all()
    assert (now.filter(pl.col("started_on").is_null())["paid_cny"] == 0).all()
    accepted = now.filter(pl.col("accepted_on").is_not_null())
    assert accepted["paid_cny"].sum() > 0.95 * accepted["budget_cny"].sum()


def test_first_comes_the_whole_list_with_its_places(sheets, everything):
    first = [sheet for sheet in sheets if sheet.name.startswith("2016-01")]
    assert sum(sheet.table.height for sheet in first) == everything.table.height
    assert len(first) == len(works().sectors)
    later = pl.concat(sheet.table for sheet in sheets if sheet not in first)
    assert later["geometry"].null_count() == later.height


def test_a_project_is_sent_again_only_when_it_moved(sheets):
    sent = pl.concat(sheet.table for sheet in sheets).sort("work_code", "period")
    same = pl.all_horizontal(
        pl.col(name).eq_missing(pl.col(name).shift().over("work_code")) for name in MOVES
    )
    is_again = pl.col("work_code") == pl.col("work_code").shift()
    assert sent.filter(same & is_again).height == 0


def test_nothing_is_told_before_it_happens(sheets):
    for sheet in sheets:
        for name in ("started_on", "finished_on", "accepted_on", "disclosed_on"):
            assert not (sheet.table[name] > sheet.table["period"]).any()
        assert (sheet.table["period"] < sheet.sent_on).all()


def test_a_shorter_run_sends_the_same_first_files(full, sheets):
    short = world(through=date(2016, 6, 30), seed=full.seed)
    for early, sheet in zip(work_sheets(short, tasks(short)), sheets, strict=False):
        assert (early.name, early.sent_on) == (sheet.name, sheet.sent_on)
        assert early.table.equals(sheet.table)
