"""What an office may set of the county scorecard: weights, limits, the draws of the ranks."""

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from data.catalogue.entries import Entry

ScoredArea = Literal["effect", "identification", "support", "funds"]
Veto = Literal["wrong_exits", "missed", "incidence", "approval"]


@dataclass(frozen=True, slots=True)
class ScorecardSettings:
    """Settings of the county scorecard; settings.yml says where each comes from.

    Attributes:
        area_weights: Weight of each area of assessment in the score; together 1.
        reported_share: Share of its due items a county must have reported to get a score.
        closing_month: Month at whose end the assessment of the year before closes.
        draws: How often the score is drawn anew for the rank interval.
        seed: Seed of the draws, so that the same figures always give the same interval.
        weight_concentration: How close drawn weights stay to the set ones; more is closer.
        lowest_share: Least share of an item's full score that enters a geometric mean.
        interval_share: Share of the draws the rank interval holds.
        rank_places: A rank is given when the interval holds no more places than these.
        gain_items: Items with the largest reachable gain that are named …
        gain_villages: … and villages that are named for each.
        veto_limits: Limit of each veto, as a fraction: approval at least, the others at most.
        veto_equal_passes: Whether a figure that is exactly at its limit passes.
        veto_confidence: Confidence of the interval around a figure of a sample.
    """

    area_weights: dict[ScoredArea, float] = field(hash=False)
    reported_share: float
    closing_month: int
    draws: int
    seed: int
    weight_concentration: float
    lowest_share: float
    interval_share: float
    rank_places: int
    gain_items: int
    gain_villages: int
    veto_limits: dict[Veto, float] = field(hash=False)
    veto_equal_passes: bool
    veto_confidence: float


def scorecard_settings(entry: Entry) -> ScorecardSettings:
    """The settings of the scorecard.

    Raises:
        CatalogueError: One is missing, unknown, or can't hold the value it has.
    """
    result = ScorecardSettings(
        area_weights=_fractions(entry, "area_weights", get_args(ScoredArea)),
        reported_share=entry.fraction("reported_share"),
        closing_month=entry.whole("closing_month"),
        draws=_counted(entry, "draws"),
        seed=_counted(entry, "seed"),
        weight_concentration=entry.number("weight_concentration"),
        lowest_share=entry.fraction("lowest_share"),
        interval_share=entry.fraction("interval_share"),
        rank_places=_counted(entry, "rank_places"),
        gain_items=_counted(entry, "gain_items"),
        gain_villages=_counted(entry, "gain_villages"),
        veto_limits=_fractions(entry, "veto_limits", get_args(Veto)),
        veto_equal_passes=entry.flag("veto_equal_passes"),
        veto_confidence=entry.fraction("veto_confidence"),
    )
    entry.done()
    if round(sum(result.area_weights.values()), 9) != 1:
        raise entry.wrong("area_weights", "must add up to 1")
    if not 0 <= result.closing_month <= 11:
        raise entry.wrong("closing_month", "must be a month from 1 to 11, or 0 for December")
    if result.weight_concentration <= 0:
        raise entry.wrong("weight_concentration", "must be above 0")
    if not 0 < result.lowest_share < 1:
        raise entry.wrong("lowest_share", "must lie between 0 and 1")
    return result


def _fractions(entry: Entry, name: str, codes: tuple[str, ...]) -> dict[Any, float]:
    parts = Entry(entry.path, f"{entry.name}, {name}", entry.take(name))
    result = {code: parts.fraction(code) for code in codes}
    parts.done()
    return result


def _counted(entry: Entry, name: str) -> int:
    count = entry.whole(name)
    if count < 1:
        raise entry.wrong(name, f"must be at least 1, not {count}")
    return count
