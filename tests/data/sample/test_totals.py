import numpy as np
import polars as pl
import pytest

from data.sample.tasks import YEARS, tasks

COUNTIES = {"230126": 48, "230127": 37, "230129": 46}
WITHOUT_A_TASK = {"230102", "230103", "230104", "230108", "230109", "230110"}


def county_codes(places):
    return np.array(places.villages["county_code"])


def test_people_of_both_steps_add_up_to_the_policy(full):
    places = full.places
    assert places.poor_people.sum() == 201_087
    assert places.poor_people[~places.in_step2].sum() == 161_898
    assert places.poor_people[places.in_step2].sum() == 39_189
    assert set(county_codes(places)[places.in_step2]) == {"230129"}


def test_poor_villages_lie_where_the_assumptions_say(full):
    places = full.places
    counties = county_codes(places)
    assert places.is_poor.sum() == 163
    numbers = {code: int(places.is_poor[counties == code].sum()) for code in set(counties)}
    assert {code: numbers[code] for code in COUNTIES} == COUNTIES
    others = {code: number for code, number in numbers.items() if code not in COUNTIES}
    assert sum(others.values()) == 32
    assert sum(number > 0 for number in others.values()) == 7


def test_a_task_is_having_registered_poor_people(full):
    places = full.places
    assert ((places.poor_people > 0) == places.has_task).all()
    assert not places.has_task[np.isin(county_codes(places), list(WITHOUT_A_TASK))].any()
    assert set(county_codes(places)[places.has_task]).isdisjoint(WITHOUT_A_TASK)


def test_many_poor_people_live_in_ordinary_villages(full):
    places = full.places
    ordinary = places.poor_people[~places.is_poor].sum()
    assert 0.3 < ordinary / 201_087 < 0.8


def test_households_number_about_84_000_and_hold_everyone(full):
    start = full.register.years[2015]
    assert start.people.sum() == 201_087
    assert 83_000 < start.people.size < 85_000
    village = full.register.households.village[: start.people.size]
    of_villages = np.bincount(village, start.people, full.places.count)
    assert (of_villages == full.places.poor_people).all()


def test_city_incidence_starts_at_about_4_7_percent(full):
    assert full.places.poor_people.sum() / full.places.population.sum() == pytest.approx(
        0.047, abs=0.0005
    )


@pytest.mark.parametrize(
    ("indicator", "total"),
    [
        ("people_lifted", 201_087),
        ("villages_delisted", 163),
        ("counties_delisted", 3),
        ("roads_village_access", 3000),
        ("roads_network", 1000),
        ("roads_widening", 1000),
        ("bridges", 600),
        ("housing_renovated", 50_000),
    ],
)
def test_targets_in_the_files_add_up_to_the_policy(sent, indicator, total):
    task = target_files(sent).filter(pl.col("indicator_code") == indicator)
    assert task["target_value"].sum() == pytest.approx(total, abs=1e-6)


def test_yearly_tasks_add_up_to_the_targets(full):
    for task in tasks(full).values():
        assert task.planned.shape[1] == len(YEARS)
        assert (task.planned >= 0).all()
        assert (task.planned.sum(axis=1) == task.target).all()


def test_step_1_is_planned_to_end_in_2017_and_step_2_in_2018(full):
    people = tasks(full)["people_lifted"]
    in_step2 = full.places.in_step2[people.area]
    by_year = people.planned[~in_step2].sum(axis=0)
    assert by_year[:2].sum() == 161_898
    assert people.planned[in_step2].sum(axis=0)[:3].sum() == 39_189


def test_ten_thousand_houses_are_planned_each_year(full):
    assert tasks(full)["housing_renovated"].planned.sum(axis=0).tolist() == [10_000] * 5


def target_files(sent):
    """Targets of counties and villages, as written."""
    frames = []
    for path in sent:
        if "目标表" not in path.name:
            continue
        frame = (
            pl.read_excel(path, engine="openpyxl", has_header=False)
            if path.suffix == ".xlsx"
            else pl.read_csv(path, has_header=False, skip_rows=9, infer_schema=False)
        )
        header = next(i for i, cells in enumerate(frame.iter_rows()) if "指标代码" in cells)
        names = [str(cell) for cell in frame.row(header)]
        table = frame[header + 1 :]
        table.columns = names
        frames.append(
            table.select(
                indicator_code=pl.col("指标代码").cast(pl.String),
                target_value=pl.col("目标值").cast(pl.Float64),
            )
        )
    return pl.concat(frames)
