"""The figures of one evaluation: what its samples found, and the interval around it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from data.catalogue import settings
from data.catalogue.scorecard_settings import Veto
from metrics import binomial

# What is counted, and in which sample.
SAMPLES: dict[Veto, tuple[str, str]] = {
    "wrong_exits": ("wrong_exit_people", "exited_people_sampled"),
    "missed": ("missed_people", "unregistered_people_surveyed"),
    "approval": ("households_approving", "households_surveyed"),
}
NUMBERS = (
    *(column for pair in SAMPLES.values() for column in pair),
    *("registered_people_remaining", "base_people"),
)


class Figure(NamedTuple):
    """A share, the limits of its interval (fractions), and the size of its sample."""

    value: float
    low: float
    high: float
    sample: int


def figure(found: Mapping[str, Any], veto: Veto) -> Figure | None:
    """The figure of a veto; null where a number is missing, or contradicts its sample.

    Args:
        found: One evaluation with `NUMBERS` and exited_people (of the county; null: unknown).
        veto: Which figure.
    """
    confidence = settings().scorecard.veto_confidence
    if veto == "incidence":
        return _incidence(found, confidence)
    return _sampled(found, veto, confidence)


def _sampled(found: Mapping[str, Any], veto: Veto, confidence: float) -> Figure | None:
    count, sample = (found.get(column) for column in SAMPLES[veto])
    if count is None or not sample or not 0 <= count <= sample:
        return None
    count, sample = int(count), int(sample)
    low, high = binomial.interval(count, sample, confidence=confidence)
    return Figure(count / sample, low, high, sample)


def _incidence(found: Mapping[str, Any], confidence: float) -> Figure | None:
    """People still poor in the county: on the register, wrongly out of it, and missed by it."""
    numbers = [
        found.get(name)
        for name in ("base_people", "registered_people_remaining", "exited_people")
    ]
    # Two intervals at half the error each hold together at least what one promises.
    each = (1 + confidence) / 2
    wrong, missed = (_sampled(found, veto, each) for veto in ("wrong_exits", "missed"))
    if None in numbers or wrong is None or missed is None:
        return None
    base, remaining, exited = (int(number or 0) for number in numbers)
    others = base - remaining - exited
    if base == 0 or others < 0:
        return None
    value, low, high = (
        (remaining + share * exited + missed_share * others) / base
        for share, missed_share in zip(wrong[:3], missed[:3], strict=True)
    )
    return Figure(value, low, high, wrong.sample + missed.sample)
