"""For how long a value counts, and the sum of all values that count as long."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Numeric,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)

from data.warehouse.schema import (
    dim_area,
    dim_cycle_month,
    dim_indicator,
    mart_area_indicator,
    mart_latest,
)

VERIFICATIONS = ("reported", "checked", "certified")
# Sums of binary fractions depend on their order: 757.5 km here, 757.5000000000002 there, and
# what was certified would pass what was reported by a crumb.
EXACT = Numeric(38, 6)


def month_spans() -> Subquery:
    """The months in which a value of some period counts: period, counts_until, month.

    There are few spans, so values meet their months by equality instead of by range.
    """
    spans = select(mart_latest.c.period, mart_latest.c.counts_until).distinct().subquery()
    month = dim_cycle_month.c.month
    return (
        select(spans.c.period, spans.c.counts_until, month)
        .select_from(spans)
        .join(dim_cycle_month, and_(month >= spans.c.period, month < spans.c.counts_until))
        .where(dim_cycle_month.c.cycle == "month")
        .subquery()
    )


def span_sums(*, is_flow: bool) -> Subquery:
    """Values of one span added up before they are spread over its months.

    Args:
        is_flow: Sums of flows, which keep the areas apart in ``own_code``; or of all the rest.

    Returns:
        One row per indicator, area (a township where villages report), verification and span:
        value, numerator, denominator and counted_areas, the areas that are to report and did.
    """
    latest, expected = mart_latest.c, mart_area_indicator.c
    in_villages = dim_indicator.c.area_level == "village"
    # A share needs both its parts; half of one would tilt the parent's.
    whole = latest.numerator.is_not(None) & latest.denominator.is_not(None)
    counted = (latest.verification == "reported") & expected.area_code.is_not(None)
    rows = (
        select(
            latest.indicator_code,
            dim_indicator.c.cycle,
            _township_if(in_villages, literal("township"), dim_indicator.c.area_level).label(
                "area_level"
            ),
            _township_if(in_villages, dim_area.c.township_code, latest.area_code).label(
                "area_code"
            ),
            latest.area_code.label("own_code"),
            latest.verification,
            latest.period,
            latest.counts_until,
            latest.obs_value.label("value"),
            case((whole, latest.numerator)).label("numerator"),
            case((whole, latest.denominator)).label("denominator"),
            case((counted, 1), else_=0).label("counted"),
        )
        .select_from(mart_latest)
        .join(dim_indicator, dim_indicator.c.indicator_code == latest.indicator_code)
        .join(dim_area, dim_area.c.area_code == latest.area_code)
        .outerjoin(
            mart_area_indicator,
            and_(
                expected.indicator_code == latest.indicator_code,
                expected.area_code == latest.area_code,
            ),
        )
        .where(
            dim_indicator.c.measure == "flow" if is_flow else dim_indicator.c.measure != "flow",
            or_(~in_villages, dim_indicator.c.aggregation != "none"),
        )
        .subquery()
    )
    names = ["indicator_code", "cycle", "area_level", "area_code", "verification"]
    names += ["period", "counts_until", *(["own_code"] if is_flow else [])]
    keys = [rows.c[name] for name in names]
    return (
        select(
            *keys,
            *(
                func.sum(cast(rows.c[part], EXACT)).label(part)
                for part in ("value", "numerator", "denominator")
            ),
            func.sum(rows.c.counted).label("counted_areas"),
        )
        .group_by(*keys)
        .subquery()
    )


def _township_if(
    in_villages: ColumnElement[bool], there: ColumnElement[Any], else_: ColumnElement[Any]
) -> ColumnElement[Any]:
    return case((in_villages, there), else_=else_)
