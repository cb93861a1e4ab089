"""What an office may set: thresholds, deadlines, the shape of a year."""

from dataclasses import dataclass, field

from data.catalogue.model import Cycle
from data.catalogue.scorecard_settings import ScorecardSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the programme; settings.yml says where each comes from.

    Attributes:
        light_green: Schedule performance from which a light is green.
        light_yellow: From which it is yellow; below it is orange or red.
        light_orange: From which it is orange; null leaves orange out.
        fall_tolerance: How much worse than a year ago, as a share of the promised change, a
            figure may be before its light is yellow at best.
        report_days: Days after the end of a period within which a return is in time, by cycle;
            null where nothing falls due.
        default_as_of_share: The default as-of month is the last one with this share of what was
            due.
        kept_versions: Warehouse versions that are kept.
        small_count: Counts below it are hidden outside the owning scope.
        plan_shapes: Share of a year's task that is to be done by the end of each month.
        winter_stop_months: Months in which works stand still without being late.
        works_money_ahead: By how much the share of a work's budget that is paid may be ahead of
            the share of its work that is done.
        works_around_m: Metres in a straight line within which a project lies around a village.
        lag_spi_below: A village lags when its schedule performance is below this …
        lag_pace_multiple_above: … and required pace is more than this multiple of recent pace.
        lag_act_from_month: Month from which a lagging village is to be acted on, not watched.
        lag_stalled_months: Months in season without change that count as stalled.
        lag_required_multiple_above: Pace multiple that is a reason of its own.
        lag_few_people: So many people left, or fewer, are read with care.
        attention_reminder_above: Further behind than this share, a unit is reminded …
        attention_warning_above: … and further than this, warned …
        attention_half_years: … as it is when reminded in so many half-years in a row.
        attention_met_from: Share of a yearly task from which it is met at the year's end.
        decision_rows: Items put to the leadership group, at most.
        lag_hard_causes: Main causes of households that are hard to lift.
        lag_hard_attributes: Attributes of such households.
        lag_first: How many villages of the list are named first.
        chance_likely_above: A target is likely to be reached in time above this chance …
        chance_unlikely_below: … and unlikely below this one.
        poor_counties_first: Whether poor counties open every list.
        county_order: County codes in the order of the city's own tables; empty is code order.
        scorecard: Settings of the county scorecard.
    """

    light_green: float
    light_yellow: float
    light_orange: float | None
    fall_tolerance: float
    report_days: dict[Cycle, int | None] = field(hash=False)
    default_as_of_share: float
    kept_versions: int
    small_count: int
    plan_shapes: dict[str, tuple[float, ...]] = field(hash=False)
    winter_stop_months: tuple[int, ...]
    works_money_ahead: float
    works_around_m: int
    lag_spi_below: float
    lag_pace_multiple_above: float
    lag_act_from_month: int
    lag_stalled_months: int
    lag_required_multiple_above: float
    lag_few_people: int
    attention_reminder_above: float
    attention_warning_above: float
    attention_half_years: int
    attention_met_from: float
    decision_rows: int
    lag_hard_causes: tuple[str, ...]
    lag_hard_attributes: tuple[str, ...]
    lag_first: int
    chance_likely_above: float
    chance_unlikely_below: float
    poor_counties_first: bool
    county_order: tuple[str, ...]
    scorecard: ScorecardSettings
