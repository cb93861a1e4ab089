"""What the catalogue says of itself, and that two readers of it can't disagree."""

import re

import pytest

from data.catalogue import (
    CONDITIONS,
    additive_codes,
    area_groups,
    forms,
    indicators,
    org_units,
    programme,
    settings,
    works,
)
from data.reference import areas
from data.warehouse import schema

INDICATORS = indicators().values()
ROADS = ("roads_village_access", "roads_network", "roads_widening")


def texts():
    """Every pair of words a reader sees, with where it stands."""
    for unit in org_units().values():
        yield f"org unit {unit.code}", unit.name
    for indicator in INDICATORS:
        for field in ("name", "definition", "unit", "numerator", "denominator"):
            if text := getattr(indicator, field):
                yield f"{indicator.code}.{field}", text
    for part in ("stages", "steps", "area_groups", "scopes"):
        for code, entry in getattr(programme(), part).items():
            yield f"{part}.{code}", entry.name
    for code, sector in works().sectors.items():
        yield f"works.{code}", sector.name
    for code, each in works().programmes.items():
        for field in ("name", "unit", "certified_by"):
            yield f"works.{code}.{field}", getattr(each, field)
    for part in ("late_reasons", "states"):
        for code, name in getattr(works(), part).items():
            yield f"works.{part}.{code}", name
    for form in forms().values():
        yield f"form {form.code}", form.name
        for field in (*form.fields.values(), *form.header_fields.values()):
            yield f"{form.code}.{field.code}", field.name


TEXTS = dict(texts())


def test_the_77_indicators_of_the_policy_are_there_and_an_office_may_add_its_own():
    promised = {commitment.indicator_code for commitment in programme().commitments}
    followed = {
        *("people_ready", "villages_ready", "poor_people_remaining", "poverty_incidence"),
        *("fund_spent_rate", "problems_closed"),
    }
    assert len(promised | followed) == 77
    assert promised | followed <= set(indicators())


@pytest.mark.parametrize("indicator", INDICATORS, ids=indicators())
def test_definition_is_a_sentence_or_two_in_both_languages(indicator):
    definition = indicator.definition
    assert definition.zh.endswith("。") and definition.zh.count("。") <= 3
    assert definition.en.endswith(".") and 25 < len(definition.en) < 300
    assert definition.zh.rstrip("。") != indicator.name.zh
    assert definition.en.rstrip(".") != indicator.name.en


def test_words_are_in_the_language_they_claim():
    assert [place for place, text in TEXTS.items() if re.search(r"[一-鿿]", text.en)] == []
    # A bare sign is the same in both languages.
    signs = {"%"}
    foreign = [
        place
        for place, text in TEXTS.items()
        if not re.search(r"[一-鿿]", text.zh) and text.zh not in signs
    ]
    assert foreign == []


def test_chinese_words_use_full_width_punctuation():
    assert [place for place, text in TEXTS.items() if re.search(r"[,;:!?()]", text.zh)] == []


@pytest.mark.parametrize("indicator", INDICATORS, ids=indicators())
def test_only_shares_have_a_numerator_and_a_denominator(indicator):
    parts = (indicator.numerator is None, indicator.denominator is None)
    share = indicator.aggregation == "share"
    assert parts == (not share, not share)
    assert indicator.factor == (100 if share and indicator.unit.en == "%" else 1)


@pytest.mark.parametrize("indicator", INDICATORS, ids=indicators())
def test_what_is_defined_by_the_year_starts_anew_with_it(indicator):
    of_the_year = any(word in indicator.definition.zh for word in ("本年", "当年", "年度"))
    is_within = indicator.measure in ("level", "flow")
    assert indicator.is_yearly == (of_the_year and is_within)


def test_rural_roads_are_the_sum_of_their_three_programmes():
    assert indicators()["rural_roads"].components == ROADS
    targets = {row.indicator_code: row.target for row in programme().commitments}
    assert targets["rural_roads"] == 5_000
    assert [targets[code] for code in ROADS] == [3_000, 1_000, 1_000]
    assert targets["rural_roads"] == sum(targets[code] for code in ROADS)


def test_no_total_adds_an_indicator_to_the_parts_it_is_the_sum_of():
    derived = {code for code, indicator in indicators().items() if indicator.components}
    assert derived == {"rural_roads"}
    assert derived.isdisjoint(additive_codes())
    assert set(ROADS) <= set(additive_codes())
    assert additive_codes(["rural_roads", *ROADS]) == list(ROADS)


def test_kilometres_promised_for_roads_are_counted_once():
    roads = [code for code in additive_codes() if indicators()[code].unit.en == "km"]
    targets = {row.indicator_code: row.target for row in programme().commitments}
    assert sum(targets[code] for code in roads) == 3_000 + 1_000 + 1_000


def test_only_values_that_add_up_stand_in_a_total():
    assert {indicators()[code].aggregation for code in additive_codes()} == {"sum"}
    assert "poverty_incidence" not in additive_codes()


def test_readiness_is_measured_against_the_plan_of_the_official_exits():
    plans = {code: row.plan_of for code, row in indicators().items() if row.plan_of}
    assert plans == {"people_ready": "people_lifted", "villages_ready": "villages_delisted"}


def test_indicators_whose_fall_is_good_fall():
    falling = {code for code, row in indicators().items() if row.direction == "down"}
    assert falling == {
        *("relapse_people", "poor_people_remaining", "poverty_incidence"),
        "unsafe_houses_left",
    }


def test_works_are_certified_by_acceptance_and_built_in_the_season():
    for code in (*ROADS, "rural_roads", "bridges"):
        assert indicators()[code].certification == "works"
        assert indicators()[code].plan_shape == "building_season"
    assert indicators()["housing_renovated"].certification == "house"


def test_scorecard_has_items_of_every_part_of_the_assessment():
    parts = {row.assessment_area for row in INDICATORS}
    assert parts == {"effect", "identification", "support", "funds", "works", None}


def test_every_office_answers_for_something():
    answering = {row.owner for row in INDICATORS} | {
        office for row in INDICATORS for office in row.co_owners
    }
    assert answering == set(org_units())


def test_every_area_group_and_scope_is_used():
    scopes = programme().scopes
    assert {row.scope for row in programme().commitments} == set(scopes)
    used = {row.area_group for row in (*INDICATORS, *scopes.values())}
    assert used == set(area_groups())


def test_area_groups_choose_by_conditions_and_kinds_that_exist():
    known = set(areas().select("area_level", "area_kind").unique().rows())
    for group in area_groups().values():
        assert set(group.where) <= set(CONDITIONS)
        kinds = group.where.get("area_kind", ())
        assert {(group.level, kind) for kind in kinds} <= known


def test_counties_and_county_level_cities_are_the_nine_with_two_halls_each():
    kinds = area_groups()["culture_counties"].where["area_kind"]
    counties = areas().filter(areas()["area_level"] == "county")
    assert counties.filter(counties["area_kind"].is_in(kinds)).height == 7 + 2


def test_settings_are_those_of_the_method():
    chosen = settings()
    assert (chosen.light_green, chosen.light_yellow, chosen.light_orange) == (0.95, 0.8, None)
    assert chosen.report_days == {
        "month": 5,
        "quarter": 10,
        "half_year": 15,
        "year": 20,
        "event": None,
    }
    assert (chosen.default_as_of_share, chosen.kept_versions, chosen.small_count) == (0.9, 5, 5)
    reminded = (chosen.attention_reminder_above, chosen.attention_warning_above)
    assert (*reminded, chosen.attention_half_years) == (0.05, 0.1, 2)
    assert (chosen.attention_met_from, chosen.decision_rows) == (1, 5)
    assert chosen.chance_unlikely_below == 0.2


def test_scorecard_settings_are_those_of_the_method():
    chosen = settings().scorecard
    assert chosen.area_weights == {
        "effect": 0.5,
        "identification": 0.2,
        "support": 0.15,
        "funds": 0.15,
    }
    assert chosen.veto_limits == {
        "wrong_exits": 0.02,
        "missed": 0.02,
        "incidence": 0.02,
        "approval": 0.9,
    }
    assert (chosen.draws, chosen.weight_concentration, chosen.interval_share) == (1000, 30, 0.9)
    assert (chosen.reported_share, chosen.closing_month, chosen.rank_places) == (0.8, 2, 3)


@pytest.mark.parametrize(
    ("shape", "month", "done"),
    [
        ("building_season", 4, 0.01),
        ("building_season", 5, 0.08),
        ("building_season", 6, 0.22),
        ("building_season", 7, 0.40),
        ("building_season", 8, 0.60),
        ("building_season", 9, 0.80),
        ("building_season", 10, 0.95),
        ("building_season", 11, 1),
        ("official_exits", 11, 0),
        ("official_exits", 12, 1),
        ("people_ready", 2, 0),
        ("people_ready", 6, 4 / 8),
        ("people_ready", 10, 1),
    ],
)
def test_share_of_the_year_due_by_the_end_of_a_month(shape, month, done):
    assert settings().plan_shapes[shape][month - 1] == done


@pytest.mark.parametrize("month", range(1, 13))
def test_an_even_year_is_due_in_twelfths(month):
    assert settings().plan_shapes["even"][month - 1] == pytest.approx(month / 12, abs=1e-4)


def test_works_count_in_the_unit_of_the_indicator_they_add_up_to():
    roads = [each.code for each in works().of_sector("roads")]
    assert roads == [*ROADS, "bridges"]
    for each in works().programmes.values():
        indicator = indicators().get(each.indicator_code)
        if indicator and indicator.aggregation == "sum":
            assert each.unit == indicator.unit, each.code
    assert {works().programmes[code].indicator_code for code in roads} == set(roads)


def test_every_works_indicator_of_a_sector_is_its_office_s():
    for sector in works().sectors.values():
        owners = {indicators()[code].owner for code in sector.indicators}
        assert owners == {sector.owner}


def test_no_two_programmes_share_a_word():
    words = [
        word
        for code, each in works().programmes.items()
        for word in {code, each.name.zh, each.name.en, *each.aliases}
    ]
    assert len(words) == len(set(words))


FORM_TABLES = {
    "observations": schema.fct_observation,
    "targets": schema.fct_target,
    "annual_plan": schema.fct_plan,
    "designations": schema.fct_designation,
    "households": schema.fct_household_year,
    "villages": schema.fct_village_year,
    "problems": schema.fct_problem,
    "evaluations": schema.fct_evaluation,
    "notices": schema.fct_notice,
    "deductions": schema.fct_deduction,
    "works": schema.fct_work,
    "geography": schema.fct_area_place,
}


def test_there_is_a_form_for_everything_offices_send():
    assert set(forms()) == set(FORM_TABLES)


@pytest.mark.parametrize("code", FORM_TABLES)
def test_form_asks_for_the_area_and_shares_its_columns_with_the_table(code):
    columns = {column.name for column in FORM_TABLES[code].columns}
    # No table stores names of areas, nor a place in two columns.
    said_twice = {"county_name", "township_name", "area_name", "lon", "lat"}
    fields = set(forms()[code].fields) - said_twice
    assert "area_code" in fields
    assert len(fields & columns) >= len(fields) / 2


def test_every_form_may_say_who_sends_and_who_signed():
    signed = {"sending_office", "filled_in_by", "checked_by", "signed_off_by", "sent_on"}
    for form in forms().values():
        assert signed <= set(form.header_fields)
