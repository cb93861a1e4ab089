"""The settings an office may change without touching code."""

from functools import cache
from pathlib import Path
from typing import get_args

from data.catalogue.entries import Entry, catalogue_file
from data.catalogue.load_forms import forms
from data.catalogue.model import Cycle
from data.catalogue.scorecard_settings import scorecard_settings
from data.catalogue.settings_model import Settings

SETTINGS_FILE = Path(__file__).with_name("settings.yml")


@cache
def settings(path: Path = SETTINGS_FILE) -> Settings:
    """The settings of the programme.

    Raises:
        CatalogueError: A setting is missing, unknown, or can't hold the value it has.
    """
    entry = Entry(path, "settings", catalogue_file(path))
    result = Settings(
        light_green=entry.fraction("light_green"),
        light_yellow=entry.fraction("light_yellow"),
        light_orange=None if entry.absent("light_orange") else entry.fraction("light_orange"),
        fall_tolerance=entry.fraction("fall_tolerance"),
        report_days=_report_days(entry),
        default_as_of_share=entry.fraction("default_as_of_share"),
        kept_versions=entry.whole("kept_versions"),
        small_count=entry.whole("small_count"),
        plan_shapes=_plan_shapes(entry),
        winter_stop_months=_months(entry),
        works_money_ahead=entry.fraction("works_money_ahead"),
        works_around_m=entry.whole("works_around_m"),
        lag_spi_below=entry.fraction("lag_spi_below"),
        lag_pace_multiple_above=entry.number("lag_pace_multiple_above"),
        lag_act_from_month=entry.whole("lag_act_from_month"),
        lag_stalled_months=entry.whole("lag_stalled_months"),
        lag_required_multiple_above=entry.number("lag_required_multiple_above"),
        lag_few_people=entry.whole("lag_few_people"),
        attention_reminder_above=entry.fraction("attention_reminder_above"),
        attention_warning_above=entry.fraction("attention_warning_above"),
        attention_half_years=entry.whole("attention_half_years"),
        attention_met_from=entry.fraction("attention_met_from"),
        decision_rows=entry.whole("decision_rows"),
        lag_hard_causes=_codes(entry, "lag_hard_causes", "main_cause"),
        lag_hard_attributes=_codes(entry, "lag_hard_attributes", "attribute"),
        lag_first=entry.whole("lag_first"),
        chance_likely_above=entry.fraction("chance_likely_above"),
        chance_unlikely_below=entry.fraction("chance_unlikely_below"),
        poor_counties_first=entry.flag("poor_counties_first"),
        county_order=entry.words("county_order"),
        scorecard=scorecard_settings(Entry(path, "scorecard", entry.take("scorecard"))),
    )
    entry.done()
    if result.kept_versions < 1:
        raise entry.wrong("kept_versions", "at least the current version is kept")
    if not (result.light_orange or 0) <= result.light_yellow <= result.light_green:
        raise entry.wrong("light_yellow", "must lie between light_orange and light_green")
    if result.attention_warning_above < result.attention_reminder_above:
        raise entry.wrong("attention_warning_above", "a warning comes after the reminder")
    if result.attention_half_years < 1:
        raise entry.wrong("attention_half_years", "must be 1 or more")
    if result.chance_unlikely_below > result.chance_likely_above:
        raise entry.wrong("chance_unlikely_below", "must not lie above chance_likely_above")
    return result


def _report_days(entry: Entry) -> dict[Cycle, int | None]:
    days = Entry(entry.path, "report_days", entry.take("report_days"))
    result: dict[Cycle, int | None] = {
        cycle: None if days.absent(cycle) else days.whole(cycle) for cycle in get_args(Cycle)
    }
    days.done()
    return result


def _plan_shapes(entry: Entry) -> dict[str, tuple[float, ...]]:
    shapes = {}
    for code, shares in (
        Entry(entry.path, "plan_shapes", entry.take("plan_shapes")).rest().items()
    ):
        field = f"plan_shapes.{code}"
        if not isinstance(shares, list) or len(shares) != 12:
            raise entry.wrong(field, "needs twelve shares, January to December")
        if any(
            isinstance(share, bool) or not isinstance(share, int | float) for share in shares
        ):
            raise entry.wrong(field, "every share must be a number")
        if sorted(shares) != shares or shares[0] < 0 or shares[-1] != 1:
            raise entry.wrong(field, "shares must rise from 0 or more to 1 in December")
        shapes[code] = tuple(float(share) for share in shares)
    return shapes


def _codes(entry: Entry, field: str, of: str) -> tuple[str, ...]:
    """Codes that a field of the register's form may hold."""
    codes, known = entry.words(field), forms()["households"].fields[of].choices
    for code in codes:
        if code not in known:
            raise entry.wrong(field, f"no {of} of the register has the code {code!r}")
    return codes


def _months(entry: Entry) -> tuple[int, ...]:
    months = entry.take("winter_stop_months")
    if not isinstance(months, list) or not all(month in range(1, 13) for month in months):
        raise entry.wrong("winter_stop_months", f"must be months from 1 to 12, not {months!r}")
    return tuple(months)
