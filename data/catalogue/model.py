"""What the catalogue holds, as values that can't be changed by accident."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Language = Literal["zh", "en"]
AreaLevel = Literal["city", "county", "township", "village"]
Measure = Literal["cumulative", "level", "flow", "event"]
Direction = Literal["up", "down"]
Aggregation = Literal["sum", "share", "none"]
Cycle = Literal["month", "quarter", "half_year", "year", "event"]
Certification = Literal["household", "village", "county", "works", "house", "money", "none"]
AssessmentArea = Literal["effect", "identification", "support", "funds", "works"]
TargetKind = Literal["value", "floor", "per_period", "imported", "trend"]
Strength = Literal["hard", "soft"]
Basis = Literal["total", "each"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words for the reader, in both languages."""

    zh: str
    en: str

    def of(self, language: Language) -> str:
        """The words in one language."""
        words: str = getattr(self, language)
        return words


@dataclass(frozen=True, slots=True)
class OrgUnit:
    """An office answerable for indicators, such as the finance bureau."""

    code: str
    name: Text
    level: AreaLevel


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing the programme measures.

    Attributes:
        code: Key in every table, frame and URL, such as ``people_lifted``.
        unit: Unit of every value of this indicator; percentages are 87.5, not 0.875.
        level: Area level at which offices report it.
        direction: ``up`` if a higher value is better, ``down`` if a lower one is.
        aggregation: How areas make their parent: ``sum`` adds, ``share`` is
            factor · Σ numerator / Σ denominator, ``none`` gives the parent no value.
        factor: 100 for percentages, else 1.
        numerator: What a share counts; null unless the aggregation is ``share``.
        denominator: Of what it is the share; null likewise.
        cycle: How often a return is due; ``event`` when something happens.
        owner: Code of the org unit answerable for it.
        co_owners: Codes of the org units that answer with it.
        assessment_area: Part of the county assessment it belongs to; null is context.
        area_group: Group of areas in which it is to be reported.
        certification: Whose word makes a reported figure certified; ``none`` has no such step.
        components: Indicators whose sum it is; then it is derived, never reported.
        plan_of: Indicator whose targets and yearly plans it is measured against.
        plan_shape: Key into the settings' plan shapes; null where a year isn't shared out.
        is_bounded: Values are never negative, and a percentage that is a share of something
            never passes 100; false for growth and for comparisons, which may do both.
        is_yearly: It counts within the calendar year and starts anew with it: every flow, and
            shares of something of the year, such as of its money.
    """

    code: str
    name: Text
    definition: Text
    unit: Text
    level: AreaLevel
    measure: Measure
    direction: Direction
    aggregation: Aggregation
    factor: float
    numerator: Text | None
    denominator: Text | None
    cycle: Cycle
    owner: str
    co_owners: tuple[str, ...]
    assessment_area: AssessmentArea | None
    area_group: str
    certification: Certification
    components: tuple[str, ...]
    plan_of: str | None
    plan_shape: str | None
    is_bounded: bool
    is_yearly: bool


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """A set of areas of one level, such as the poor villages.

    Attributes:
        where: Conditions an area meets, all of them: ``area_kind`` a tuple of kinds, every
            other one (`data.catalogue.CONDITIONS`) true. Empty: every area of the level.
    """

    code: str
    name: Text
    level: AreaLevel
    where: dict[str, tuple[str, ...] | bool] = field(hash=False)


@dataclass(frozen=True, slots=True)
class CommitmentScope:
    """For whom a promise is made.

    An area is in the scope when it, or an area it lies in, belongs to the area group and, with
    a step, is designated to that step.

    Attributes:
        wording: The scope in the words of the list of commitments.
    """

    code: str
    name: Text
    area_group: str
    step: str | None
    wording: str


@dataclass(frozen=True, slots=True)
class Period:
    """A stage or a step of the programme: first day, last day and what it is to reach."""

    code: str
    name: Text
    task: Text
    starts_on: date
    due_date: date


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise of the policy.

    Attributes:
        number: 1 to 79, in the order of the policy list.
        scope: Code of the `CommitmentScope`.
        target: In the indicator's unit; null where the policy gives no figure.
        basis: ``total``: the target is for the scope taken together; ``each``: for every area
            of the scope by itself.
        due: As promised: a month, ``continuous``, ``every year`` …
        due_date: Last day of that month; null where the promise has no single date.
        due_source: ``text`` if the policy says it, ``default`` if it is the programme's end.
        clause: Where it stands in the policy.
        quote: The policy's words; ``……`` marks words left out.
    """

    number: int
    indicator_code: str
    scope: str
    target: float | None
    target_kind: TargetKind
    strength: Strength
    basis: Basis
    baseline_year: int
    due: str
    due_date: date | None
    due_source: Literal["text", "default"]
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class Programme:
    """The policy as data: its time, its areas and its promises."""

    name: Text
    document: Text
    city_code: str
    baseline_date: date
    stages: dict[str, Period] = field(hash=False)
    steps: dict[str, Period] = field(hash=False)
    area_groups: dict[str, AreaGroup] = field(hash=False)
    scopes: dict[str, CommitmentScope] = field(hash=False)
    commitments: tuple[Commitment, ...]
