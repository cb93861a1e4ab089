"""A mistake in a catalogue file is named with its file, its entry and its field."""

from pathlib import Path

import pytest
import yaml

import data.catalogue
from data.catalogue import forms, indicators, org_units, programme, settings, works
from data.errors import CatalogueError

FOLDER = Path(data.catalogue.__file__).parent
LOADERS = {
    "indicators.yml": indicators,
    "org_units.yml": org_units,
    "programme.yml": programme,
    "forms.yml": forms,
    "settings.yml": settings,
    "works.yml": works,
}
GONE = object()


def changed(folder: Path, name: str, place: list[str | int], value: object) -> Path:
    """The catalogue file with the entry at ``place`` set to ``value``, or taken out."""
    content = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    entry = content
    for key in place[:-1]:
        entry = entry[key]
    if value is GONE:
        del entry[place[-1]]
    else:
        entry[place[-1]] = value
    path = folder / name
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


# By file: the place in it, what it is set to, and how the message goes on after the file.
MISTAKES = {
    "indicators.yml": [
        (["bridges", "definition"], GONE, "indicator 'bridges': definition: is missing"),
        (
            ["bridges", "definition", "en"],
            "",
            "indicator 'bridges': definition.en: must be text, not ''",
        ),
        (
            ["bridges", "name"],
            "Bridges",
            "indicator 'bridges': name: needs zh and en, and nothing else",
        ),
        (["bridges", "direktion"], "up", "indicator 'bridges': direktion: unknown field"),
        (
            ["bridges", "direction"],
            "sideways",
            "indicator 'bridges': direction: must be one of up, down",
        ),
        (
            ["bridges", "owner"],
            "ministry_of_bridges",
            "indicator 'bridges': owner: no org unit has the code 'ministry_of_bridges'",
        ),
        (
            ["bridges", "co_owners"],
            ["finance", "nobody"],
            "indicator 'bridges': co_owners: no org unit has the code 'nobody'",
        ),
        (
            ["bridges", "area_group"],
            "islands",
            "indicator 'bridges': area_group: no area group has the code 'islands'",
        ),
        (
            ["bridges", "area_group"],
            "villages",
            "indicator 'bridges': area_group: isn't a group of the level county",
        ),
        (
            ["bridges", "plan_shape"],
            "monsoon",
            "indicator 'bridges': plan_shape: no plan shape has the code 'monsoon'",
        ),
        (
            ["bridges", "factor"],
            "one",
            "indicator 'bridges': factor: must be a number, not 'one'",
        ),
        (
            ["bridges", "factor"],
            100,
            "indicator 'bridges': factor: must be 1 where the aggregation isn't share",
        ),
        (
            ["bridges", "numerator"],
            {"zh": "桥", "en": "bridges"},
            "indicator 'bridges': numerator: belongs to a share, not to 'sum'",
        ),
        (
            ["village_bus", "numerator"],
            GONE,
            "indicator 'village_bus': numerator: is missing, and a share needs it",
        ),
        (
            ["village_bus", "denominator"],
            GONE,
            "indicator 'village_bus': denominator: is missing, and a share needs it",
        ),
        (
            ["rural_roads", "components"],
            ["roads_network", "runways"],
            "indicator 'rural_roads': components: no indicator has the code 'runways'",
        ),
        (
            ["rural_roads", "components"],
            ["roads_network", "bridges"],
            "indicator 'rural_roads': components: bridges differs from it in unit",
        ),
        (
            ["people_ready", "plan_of"],
            "people_gone",
            "indicator 'people_ready': plan_of: no indicator has the code 'people_gone'",
        ),
        (["bridges"], "see roads", "indicator 'bridges': must hold fields"),
    ],
    "org_units.yml": [
        (["finance", "name"], GONE, "org unit 'finance': name: is missing"),
        (
            ["finance", "level"],
            "province",
            "org unit 'finance': level: must be one of city, county",
        ),
    ],
    "programme.yml": [
        (
            ["commitments", 0, "indicator"],
            "people_uplifted",
            "commitment 1: indicator: no indicator has the code 'people_uplifted'",
        ),
        (
            ["commitments", 1, "scope"],
            "step9",
            "commitment 2 (people_lifted): scope: no scope has the code 'step9'",
        ),
        (["commitments", 1, "quote"], GONE, "commitment 2 (people_lifted): quote: is missing"),
        (
            ["commitments", 1, "due"],
            "2017-13",
            "commitment 2 (people_lifted): due: must be a month such as 2017-12",
        ),
        (
            ["commitments", 1, "target"],
            GONE,
            "commitment 2 (people_lifted): target: doesn't go with target_kind value",
        ),
        (
            ["commitments", 1, "baseline_year"],
            2015.5,
            "commitment 2 (people_lifted): baseline_year: must be a whole number",
        ),
        (["commitments"], "none", "programme: commitments: must be a list"),
        (
            ["steps", "step1", "due_date"],
            "end of 2017",
            "steps 'step1': due_date: must be a date such as 2017-12-31",
        ),
        (
            ["scopes", "step1", "step"],
            "step9",
            "scope 'step1': step: no step has the code 'step9'",
        ),
        (
            ["scopes", "step1", "area_group"],
            "islands",
            "scope 'step1': area_group: no area group has the code 'islands'",
        ),
        (
            ["area_groups", "villages", "where", "is_rich"],
            True,
            "area group 'villages': is_rich: unknown field",
        ),
        (
            ["area_groups", "villages", "where", "area_kind"],
            ["hamlet"],
            "area group 'villages': where.area_kind: unknown kind hamlet",
        ),
    ],
    "forms.yml": [
        (
            ["forms", "observations", "fields", "period", "kind"],
            "moon",
            "form 'observations', field 'period': kind: must be one of",
        ),
        (
            ["forms", "observations", "fields", "verification", "choices"],
            GONE,
            "form 'observations', field 'verification': choices: doesn't go with kind",
        ),
        (
            ["header_fields", "sent_on", "name"],
            GONE,
            "header field 'sent_on': name: is missing",
        ),
    ],
    "works.yml": [
        (
            ["programmes", "bridges", "sector"],
            "canals",
            "programme 'bridges': sector: no sector has the code 'canals'",
        ),
        (
            ["programmes", "bridges", "unit"],
            {"zh": "公里", "en": "km"},
            "programme 'bridges': unit: isn't that of the indicator bridges",
        ),
        (
            ["programmes", "bridges", "indicator_code"],
            "village_power",
            "programme 'bridges': indicator_code: isn't one of the sector roads",
        ),
        (
            ["programmes", "bridges", "shape"],
            "monsoon",
            "programme 'bridges': shape: no plan shape has the code 'monsoon'",
        ),
        (
            ["programmes", "bridges", "length"],
            3,
            "programme 'bridges': length: unknown field",
        ),
        (
            ["sectors", "roads", "owner"],
            "nobody",
            "sector 'roads': owner: no org unit has the code 'nobody'",
        ),
        (
            ["sectors", "roads", "indicators"],
            ["runways"],
            "sector 'roads': indicators: no indicator has the code 'runways'",
        ),
        (["late_reasons", "land"], "征地", "late_reasons: land: needs zh and en"),
        (["states", "accepted"], GONE, "works: states: must be planned, preparing"),
    ],
    "settings.yml": [
        (["light_green"], GONE, "settings: light_green: is missing"),
        (["light_green"], 95, "settings: light_green: must lie between 0 and 1, not 95"),
        (
            ["light_yellow"],
            0.99,
            "settings: light_yellow: must lie between light_orange and light_green",
        ),
        (
            ["chance_unlikely_below"],
            0.9,
            "settings: chance_unlikely_below: must not lie above chance_likely_above",
        ),
        (["light_blue"], 0.5, "settings: light_blue: unknown field"),
        (["report_days", "month"], "soon", "report_days: month: must be a number, not 'soon'"),
        (["plan_shapes", "even"], [0.5, 1], "settings: plan_shapes.even: needs twelve shares"),
        (
            ["plan_shapes", "even"],
            [0.5, 0.4] + [1] * 10,
            "settings: plan_shapes.even: shares must rise from 0 or more to 1",
        ),
        (
            ["lag_hard_causes"],
            ["illness", "bad_luck"],
            "settings: lag_hard_causes: no main_cause of the register has the code 'bad_luck'",
        ),
        (
            ["winter_stop_months"],
            [13],
            "settings: winter_stop_months: must be months from 1 to 12",
        ),
        (
            ["attention_warning_above"],
            0.04,
            "settings: attention_warning_above: a warning comes after the reminder",
        ),
        (["attention_half_years"], 0, "settings: attention_half_years: must be 1 or more"),
        (
            ["poor_counties_first"],
            "maybe",
            "settings: poor_counties_first: must be true or false, not 'maybe'",
        ),
        (["scorecard", "seed"], GONE, "scorecard: seed: is missing"),
        (["scorecard", "prize"], 1, "scorecard: prize: unknown field"),
        (
            ["scorecard", "area_weights", "funds"],
            0.5,
            "scorecard: area_weights: must add up to 1",
        ),
        (
            ["scorecard", "veto_limits", "approval"],
            90,
            "scorecard, veto_limits: approval: must lie between 0 and 1, not 90",
        ),
        (["scorecard", "draws"], 0, "scorecard: draws: must be at least 1, not 0"),
        (["scorecard", "closing_month"], 12, "scorecard: closing_month: must be a month"),
        (["scorecard", "weight_concentration"], 0, "scorecard: weight_concentration: must be"),
        (["scorecard", "lowest_share"], 1, "scorecard: lowest_share: must lie between 0 and 1"),
    ],
}


@pytest.mark.parametrize(
    ("name", "place", "value", "message"),
    [(name, *mistake) for name, mistakes in MISTAKES.items() for mistake in mistakes],
)
def test_mistake_is_named_with_file_entry_and_field(tmp_path, name, place, value, message):
    path = changed(tmp_path, name, place, value)
    with pytest.raises(CatalogueError) as caught:
        LOADERS[name](path)
    assert str(caught.value).startswith(f"{name}: {message}")


def test_entry_that_stands_twice_is_not_silently_replaced(tmp_path):
    path = tmp_path / "org_units.yml"
    entry = "finance:\n  name: {zh: 市财政局, en: Finance bureau}\n  level: city\n"
    path.write_text(entry + entry, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"org_units.yml: .*'finance' stands twice"):
        org_units(path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("a: [1", "isn't valid YAML"), ("- finance", "must hold entries by code")],
)
def test_file_that_is_no_catalogue_is_named(tmp_path, text, problem):
    path = tmp_path / "org_units.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=f"org_units.yml: {problem}"):
        org_units(path)


def test_missing_file_is_named(tmp_path):
    with pytest.raises(CatalogueError, match=r"settings.yml: can't be read"):
        settings(tmp_path / "settings.yml")


def test_owner_is_changed_in_the_file_alone(tmp_path):
    path = changed(tmp_path, "indicators.yml", ["bridges", "owner"], "water")
    assert indicators(path)["bridges"].owner == "water"


def test_setting_is_changed_in_the_file_alone(tmp_path):
    path = changed(tmp_path, "settings.yml", ["light_orange"], 0.6)
    assert settings(path).light_orange == 0.6
