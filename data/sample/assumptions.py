"""What the sample invents, read from assumptions.yml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ASSUMPTIONS_FILE = Path(__file__).with_name("assumptions.yml")


@dataclass(frozen=True, slots=True)
class CountyAssumption:
    """What is invented about one county-level unit.

    Attributes:
        rural: Weight of its agricultural registered population.
        poor: Weight of its registered poor people within its step; 0 without a task.
        step: ``step1``, ``step2`` or null without a task.
        poor_county: ``national``, ``provincial`` or null.
        poor_villages: Villages on the list of poor villages.
        task_share: Share of its other villages that have registered poor people.
        exit_share: For 2016 to 2020, share of the people still poor who leave poverty.
        works: For 2016 to 2020, share of the year's works that gets done.
    """

    rural: float
    exit_share: tuple[float, ...]
    works: tuple[float, ...]
    poor: float = 0.0
    step: str | None = None
    poor_county: str | None = None
    poor_villages: int = 0
    task_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a share rises: fields as explained in assumptions.yml."""

    of: str
    start: float
    end: float
    by: int
    season: str
    slow: float


@cache
def assumption(name: str) -> Any:
    """One entry of assumptions.yml by its first key, as plain values."""
    return yaml.safe_load(ASSUMPTIONS_FILE.read_text(encoding="utf-8"))[name]


@cache
def coverage_assumptions() -> dict[str, Coverage]:
    """How each share rises, by indicator code."""
    return {code: Coverage(**fields) for code, fields in assumption("coverage").items()}


@cache
def county_assumptions() -> dict[str, CountyAssumption]:
    """What is invented about each county-level unit, by area code."""
    usual: dict[str, Any] = assumption("usual")
    counties: dict[str, dict[str, Any]] = assumption("counties")
    return {
        code: CountyAssumption(
            **own
            | {name: tuple(own.get(name, usual[name])) for name in ("exit_share", "works")}
        )
        for code, own in counties.items()
    }
