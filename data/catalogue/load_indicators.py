"""The indicators and the offices answerable for them."""

from functools import cache
from pathlib import Path

from data.catalogue.entries import Entry, catalogue_file
from data.catalogue.load_areas import area_groups
from data.catalogue.load_settings import settings
from data.catalogue.model import (
    Aggregation,
    AreaLevel,
    AssessmentArea,
    Certification,
    Cycle,
    Direction,
    Indicator,
    Measure,
    OrgUnit,
)

INDICATORS_FILE = Path(__file__).with_name("indicators.yml")
ORG_UNITS_FILE = Path(__file__).with_name("org_units.yml")


@cache
def org_units(path: Path = ORG_UNITS_FILE) -> dict[str, OrgUnit]:
    """All offices by code, in catalogue order.

    Raises:
        CatalogueError: An entry has a missing or unknown field.
    """
    units = {}
    for code, fields in catalogue_file(path).items():
        entry = Entry(path, f"org unit {code!r}", fields)
        units[code] = OrgUnit(code, entry.text("name"), entry.choice("level", AreaLevel))
        entry.done()
    return units


@cache
def indicators(path: Path = INDICATORS_FILE) -> dict[str, Indicator]:
    """All indicators by code, in catalogue order.

    Raises:
        CatalogueError: An entry has a missing, unknown or wrong field, names an office, an area
            group, a plan shape or an indicator that doesn't exist, or is a share without saying
            of what.
    """
    content = catalogue_file(path)
    catalogue = {}
    for code, fields in content.items():
        entry = Entry(path, f"indicator {code!r}", fields)
        indicator = _indicator(code, entry)
        _check_share(indicator, entry)
        _check_links(indicator, entry, set(content))
        entry.done()
        catalogue[code] = indicator
    _check_components(catalogue, path)
    return catalogue


def additive_codes(codes: list[str] | None = None) -> list[str]:
    """Indicators that may stand in one total: those that add up, without derived ones.

    A sum over indicators goes through here, so that an indicator and the parts it is the sum of
    never meet in one total.

    Args:
        codes: Indicators to choose from, all of them if left out. An indicator whose parts
            aren't all among them still goes out: its parts are what is reported.
    """
    catalogue = indicators()
    return [
        code
        for code in (catalogue if codes is None else codes)
        if catalogue[code].aggregation == "sum" and not catalogue[code].components
    ]


def _indicator(code: str, entry: Entry) -> Indicator:
    shapes = settings().plan_shapes
    measure = entry.choice("measure", Measure)
    return Indicator(
        code=code,
        name=entry.text("name"),
        definition=entry.text("definition"),
        unit=entry.text("unit"),
        level=entry.choice("level", AreaLevel),
        measure=measure,
        direction=entry.choice("direction", Direction),
        aggregation=entry.choice("aggregation", Aggregation),
        factor=entry.number("factor"),
        numerator=None if entry.absent("numerator") else entry.text("numerator"),
        denominator=None if entry.absent("denominator") else entry.text("denominator"),
        cycle=entry.choice("cycle", Cycle),
        owner=entry.reference("owner", org_units(), "org unit"),
        co_owners=entry.words("co_owners"),
        assessment_area=None
        if entry.absent("assessment_area")
        else entry.choice("assessment_area", AssessmentArea),
        area_group=entry.reference("area_group", area_groups(), "area group"),
        certification=entry.choice("certification", Certification),
        components=entry.words("components"),
        plan_of=None if entry.absent("plan_of") else entry.word("plan_of"),
        plan_shape=None
        if entry.absent("plan_shape")
        else entry.reference("plan_shape", shapes, "plan shape"),
        is_bounded=entry.flag("is_bounded", default=True),
        is_yearly=entry.flag("is_yearly", default=measure == "flow"),
    )


def _check_share(indicator: Indicator, entry: Entry) -> None:
    share = indicator.aggregation == "share"
    for field in ("numerator", "denominator"):
        there = getattr(indicator, field) is not None
        if share and not there:
            raise entry.wrong(field, "is missing, and a share needs it")
        if there and not share:
            raise entry.wrong(field, f"belongs to a share, not to {indicator.aggregation!r}")
    if not share and indicator.factor != 1:
        raise entry.wrong("factor", "must be 1 where the aggregation isn't share")


def _check_links(indicator: Indicator, entry: Entry, codes: set[str]) -> None:
    for office in indicator.co_owners:
        if office not in org_units():
            raise entry.wrong("co_owners", f"no org unit has the code {office!r}")
    if area_groups()[indicator.area_group].level != indicator.level:
        raise entry.wrong("area_group", f"isn't a group of the level {indicator.level}")
    for component in indicator.components:
        if component not in codes:
            raise entry.wrong("components", f"no indicator has the code {component!r}")
    if indicator.plan_of is not None and indicator.plan_of not in codes:
        raise entry.wrong("plan_of", f"no indicator has the code {indicator.plan_of!r}")


def _check_components(catalogue: dict[str, Indicator], path: Path) -> None:
    for whole in catalogue.values():
        for code in whole.components:
            part = catalogue[code]
            same = ("unit", "level", "measure", "aggregation", "area_group", "cycle")
            for field in same:
                if getattr(part, field) != getattr(whole, field):
                    raise Entry(path, f"indicator {whole.code!r}", {}).wrong(
                        "components", f"{code} differs from it in {field}"
                    )
