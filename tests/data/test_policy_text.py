"""The catalogue against the policy: every figure, every due date, every quoted word."""

import re
import unicodedata
from datetime import date

import pytest

from data.catalogue import Commitment, programme
from data.reference import policy_text

COMMITMENTS = programme().commitments

# Typed from the policy text, clause by clause, not copied from the catalogue. A dash in target:
# the policy gives no figure. Due in brackets: the clause names no date; for plans it is the end
# of the first year, else the end of the programme.
PROMISES = """
    clause        indicator                   scope                          target  due
    二（一）      people_lifted               city                           201087  2020-12
    二（一）      people_lifted               step1                          161898  2017-12
    二（一）      people_lifted               step2                          39189   2018-12
    二（一）      villages_delisted           city                           163     2020-12
    二（一）      villages_delisted           step1                          117     2017-12
    二（一）      villages_delisted           step2                          46      2018-12
    二（一）      counties_delisted           city                           3       2020-12
    二（一）      counties_delisted           step1                          2       2017-12
    二（一）      counties_delisted           step2                          1       2018-12
    二（一）      guarantees_met              poor_households                100     2020-12
    二（一）      rural_income_growth_gap     poor_counties                  0       yearly
    二（一）      public_service_ratio        poor_counties                  -       2020-12
    三（三）      identification_checks       counties                       2       half-yearly
    三（三）      city_look_back              city                           1       yearly
    三（四）      ledger_completeness         city                           100     always
    三（五）      third_party_evaluation      city                           100     before-exit
    三（五）      relapse_people              city                           0       always
    三（五）      support_continued           exited_households              100     always
    三（六）      agri_fund_share             poor_counties                  30      yearly
    三（六）      special_fund_growth         counties                       -       yearly
    三（八）      resident_team_coverage      poor_villages                  100     always
    三（八）      household_pairing           poor_households                100     always
    三（十）      annual_task_attainment      counties                       100     yearly
    三（十）      fund_disclosure             city                           100     always
    四（十一）4   village_specialty           poor_villages                  100     (2020-12)
    四（十一）4   household_income_project    poor_households                100     (2020-12)
    四（十一）5   collective_assets_confirmed poor_counties                  100     2020-12
    四（十二）1   compulsory_education        poor_households                100     (2020-12)
    四（十二）2   labour_skill                poor_households                100     (2020-12)
    四（十二）2   migrant_insurance           poor_migrants                  100     always
    四（十三）    relocated_people            counties                       -       (2020-12)
    四（十四）1   eco_townships               city                           80      2020-12
    四（十四）3   eco_jobs                    counties                       -       (2020-12)
    四（十五）1   safety_net_coverage         poor_households                100     always
    四（十五）2   medical_insurance           poor_people                    100     always
    四（十五）2   serious_illness_aid         poor_people                    100     always
    四（十五）2   health_card                 poor_people                    100     (2020-12)
    四（十五）2   clinic_standard             poor_villages                  100     (2020-12)
    四（十五）2   township_clinic             poor_counties                  100     (2020-12)
    四（十五）3   county_culture_standard     city                           100     (2020-12)
    四（十五）3   culture_station_area        city                           100     (2020-12)
    四（十五）3   digital_tv                  poor_villages                  100     2018-12
    四（十五）4   agri_insurance_subsidy      poor_households                100     always
    四（十五）5   left_behind_registered      city                           100     (2020-12)
    四（十五）5   disability_allowance        city                           100     always
    五（十六）    plans_prepared              plan_makers                    100     (2016-12)
    五（十七）    rural_roads                 city                           5000    2020-12
    五（十七）    roads_village_access        city                           3000    2020-12
    五（十七）    roads_network               city                           1000    2020-12
    五（十七）    roads_widening              city                           1000    2020-12
    五（十七）    bridges                     city                           600     2020-12
    五（十七）    county_class2_road          city                           100     (2020-12)
    五（十七）    paved_road                  city                           100     (2020-12)
    五（十七）    township_paved              city                           100     2020-12
    五（十七）    village_bus                 poor_villages                  100     2020-12
    五（十七）    village_bus_stop            city                           100     2020-12
    五（十七）    village_bus_all             city                           100     2020-12
    五（十七）    township_station            city                           100     (2020-12)
    五（十八）    safe_water_villages         water_plan_counties            100     (2020-12)
    五（十八）    safe_water_people           water_plan_counties            -       (2020-12)
    五（十八）    irrigated_area              counties                       -       (2020-12)
    五（十九）    village_power               poor_villages                  100     2020-12
    五（十九）    village_power               poor_counties_power            100     2020-12
    五（十九）    grid_upgrade                poor_counties                  100     2020-12
    五（十九）    straw_use                   poor_villages                  60      (2020-12)
    五（二十）    standard_farmland           poor_villages                  2       (2020-12)
    五（二十一）  housing_renovated           unsafe_house_households        50000   2020-12
    五（二十一）  housing_renovated           unsafe_house_households_yearly 10000   yearly
    五（二十一）  unsafe_houses_left          poor_counties                  0       2020-12
    五（二十一）  environment_plan            poor_villages                  100     (2020-12)
    五（二十二）  info_to_village             poor_villages                  100     2020-12
    五（二十二）  ecommerce_villages          poor_villages                  -       (2020-12)
    六（二十三）  township_deputy             city                           100     always
    六（二十三）  county_office               heavy_task_areas               100     always
    六（二十四）  party_branch_rectified      city                           100     (2020-12)
    六（二十四）  branch_funds_budgeted       counties                       100     yearly
    六（二十五）  responsibility_signed       city                           100     yearly
    六（二十五）  annual_report_filed         city                           100     yearly
    六（二十五）  dept_report_filed           city_departments               100     yearly
"""

DUE_WORDS = {
    "every year": "yearly",
    "every half-year": "half-yearly",
    "continuous": "always",
    "before each exit": "before-exit",
}

# Where the policy words a promise as an aim (力争, 基本, 接近), gives no figure, or says about.
SOFT = {
    ("public_service_ratio", "poor_counties"),
    ("special_fund_growth", "counties"),
    ("collective_assets_confirmed", "poor_counties"),
    ("relocated_people", "counties"),
    ("eco_jobs", "counties"),
    ("county_culture_standard", "city"),
    ("culture_station_area", "city"),
    ("safe_water_people", "water_plan_counties"),
    ("irrigated_area", "counties"),
    ("environment_plan", "poor_villages"),
    ("info_to_village", "poor_villages"),
    ("ecommerce_villages", "poor_villages"),
    ("housing_renovated", "unsafe_house_households_yearly"),
    ("unsafe_houses_left", "poor_counties"),
    ("village_power", "poor_counties_power"),
}

KINDS = {
    "floor": {
        *("rural_income_growth_gap", "agri_fund_share", "eco_townships"),
        *("culture_station_area", "straw_use", "standard_farmland"),
    },
    "per_period": {
        *("identification_checks", "relapse_people", "annual_task_attainment"),
        *(
            "responsibility_signed",
            "annual_report_filed",
            "dept_report_filed",
            "city_look_back",
        ),
    },
    "imported": {"relocated_people", "eco_jobs", "safe_water_people", "irrigated_area"},
    "trend": {"public_service_ratio", "special_fund_growth", "ecommerce_villages"},
}


def promises():
    """Indicator and scope to clause, target and due, from the list above."""
    rows = [line.split() for line in PROMISES.strip().splitlines()[1:]]
    return {
        (indicator, scope): (clause, None if target == "-" else float(target), due.strip("()"))
        for clause, indicator, scope, target, due in rows
    }


def name(commitment: Commitment) -> str:
    return f"{commitment.number}-{commitment.indicator_code}-{commitment.scope}"


def plain(text: str) -> str:
    """Text with full-width signs, brackets and figures as half-width ones, without spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def clauses() -> dict[str, str]:
    """The policy's text by clause, such as ``二(一)`` or, for a numbered item, ``四(十一)4``.

    A clause's text includes its numbered items.
    """
    texts: dict[str, str] = {}
    chapter = article = item = ""
    for line in map(plain, policy_text().splitlines()):
        if heading := re.match(r"([一二三四五六])、", line):
            chapter, article, item = heading[1], "", ""
        elif heading := re.match(r"(\([一二三四五六七八九十]+\))", line):
            article, item = heading[1], ""
        elif heading := re.match(r"(\d)\.", line):
            item = heading[1]
        for key in {f"{chapter}{article}", f"{chapter}{article}{item}"}:
            texts[key] = texts.get(key, "") + line
    return texts


CLAUSES = clauses()


def test_every_promise_is_in_the_catalogue_once():
    held = [(commitment.indicator_code, commitment.scope) for commitment in COMMITMENTS]
    assert len(held) == 79
    assert sorted(held) == sorted(promises())


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=name)
def test_promise_has_the_figure_and_clause_of_the_policy(commitment):
    clause, target, _ = promises()[commitment.indicator_code, commitment.scope]
    assert (commitment.clause, commitment.target) == (clause, target)


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=name)
def test_promise_is_due_when_the_policy_says(commitment):
    due = promises()[commitment.indicator_code, commitment.scope][2]
    assert DUE_WORDS.get(commitment.due, commitment.due) == due


def test_promises_with_a_month_are_due_on_its_last_day():
    due_dates = {(commitment.due, commitment.due_date) for commitment in COMMITMENTS}
    assert {row for row in due_dates if row[1]} == {
        ("2016-12", date(2016, 12, 31)),
        ("2017-12", date(2017, 12, 31)),
        ("2018-12", date(2018, 12, 31)),
        ("2020-12", date(2020, 12, 31)),
    }
    assert {due for due, due_date in due_dates if not due_date} == set(DUE_WORDS)


def test_promises_worded_as_an_aim_are_soft():
    soft = [
        (commitment.indicator_code, commitment.scope)
        for commitment in COMMITMENTS
        if commitment.strength == "soft"
    ]
    assert sorted(soft) == sorted(SOFT)


@pytest.mark.parametrize("kind", KINDS)
def test_promises_of_a_kind_are_those_the_policy_words_so(kind):
    found = {row.indicator_code for row in COMMITMENTS if row.target_kind == kind}
    expected = KINDS[kind] | ({"housing_renovated"} if kind == "per_period" else set())
    assert found == expected


def test_housing_is_promised_as_a_total_and_by_the_year():
    kinds = {
        commitment.target: commitment.target_kind
        for commitment in COMMITMENTS
        if commitment.indicator_code == "housing_renovated"
    }
    assert kinds == {50_000: "value", 10_000: "per_period"}


@pytest.mark.parametrize("commitment", COMMITMENTS, ids=name)
def test_quoted_words_stand_in_their_clause_in_order(commitment):
    clause = CLAUSES[plain(commitment.clause)]
    place = 0
    for part in commitment.quote.split("……"):
        place = clause.find(plain(part), place)
        assert place >= 0, part
        place += len(plain(part))


@pytest.mark.parametrize(
    "commitment",
    [row for row in COMMITMENTS if row.target not in (None, 0, 1, 100)],
    ids=name,
)
def test_figure_stands_among_the_quoted_words(commitment):
    figures = [float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", commitment.quote)]
    # Two figures are made of what is quoted: a check each half-year, and the villages of both
    # steps together.
    if commitment.indicator_code == "identification_checks":
        figures.append(commitment.quote.count("每半年") * 2)
    if (commitment.indicator_code, commitment.scope) == ("villages_delisted", "city"):
        figures.append(117 + 46)
    assert commitment.target in figures


def test_steps_add_up_to_the_whole_programme():
    for indicator, first, second in [
        ("people_lifted", 161_898, 39_189),
        ("villages_delisted", 117, 46),
        ("counties_delisted", 2, 1),
    ]:
        targets = {
            row.scope: row.target for row in COMMITMENTS if row.indicator_code == indicator
        }
        assert targets == {"city": first + second, "step1": first, "step2": second}


def test_steps_and_stages_run_as_the_policy_says():
    steps = {code: (step.starts_on, step.due_date) for code, step in programme().steps.items()}
    assert steps == {
        "step1": (date(2016, 1, 1), date(2017, 12, 31)),
        "step2": (date(2016, 1, 1), date(2018, 12, 31)),
        "step3": (date(2019, 1, 1), date(2020, 12, 31)),
    }
    years = [(row.starts_on.year, row.due_date.year) for row in programme().stages.values()]
    assert years == [(2016, 2018), (2019, 2020)]


@pytest.mark.parametrize("code", ["step1", "step2", "step3"])
def test_task_of_a_step_is_worded_as_in_the_policy(code):
    assert plain(programme().steps[code].task.zh) in CLAUSES["二(一)"]
