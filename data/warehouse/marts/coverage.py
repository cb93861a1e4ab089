"""What was due, what came, and what came in time."""

from sqlalchemy import Connection, Date, and_, case, cast, delete, func, insert, or_, select

from data.catalogue import programme
from data.warehouse.marts.expected import derived_codes
from data.warehouse.schema import (
    dim_area,
    dim_cycle_month,
    dim_indicator,
    fct_observation,
    import_batch,
    mart_area_indicator,
    mart_coverage,
)


def rebuild(connection: Connection) -> None:
    """Renew ``mart_coverage`` for every period that ended after the baseline and by now.

    The first return for a period decides whether it was in time; a later correction doesn't
    make it late. Sums of other indicators are never due themselves.
    """
    connection.execute(delete(mart_coverage))
    observation, cycle, expected = fct_observation.c, dim_cycle_month.c, mart_area_indicator.c
    keys = [observation.indicator_code, observation.area_code, observation.period]
    arrivals = (
        select(*keys, cast(func.min(import_batch.c.received_at), Date).label("arrived_on"))
        .select_from(fct_observation)
        .join(import_batch, import_batch.c.import_id == observation.import_id)
        .where(
            import_batch.c.batch_state != "withdrawn",
            observation.verification == "reported",
            or_(observation.obs_value.is_not(None), observation.numerator.is_not(None)),
        )
        .group_by(*keys)
        .subquery()
    )
    groups = [expected.indicator_code, dim_area.c.county_code, cycle.month, cycle.due_on]
    rows = (
        select(
            *groups,
            func.count(),
            func.count(arrivals.c.arrived_on),
            func.count(case((arrivals.c.arrived_on <= cycle.due_on, 1))),
        )
        .select_from(mart_area_indicator)
        .join(dim_indicator, dim_indicator.c.indicator_code == expected.indicator_code)
        .join(dim_area, dim_area.c.area_code == expected.area_code)
        .join(
            dim_cycle_month,
            and_(cycle.cycle == dim_indicator.c.cycle, cycle.due_on.is_not(None)),
        )
        .outerjoin(
            arrivals,
            and_(
                arrivals.c.indicator_code == expected.indicator_code,
                arrivals.c.area_code == expected.area_code,
                arrivals.c.period == cycle.month,
            ),
        )
        .where(
            cycle.month > programme().baseline_date,
            dim_indicator.c.indicator_code.not_in(derived_codes()),
        )
        .group_by(*groups)
        .order_by(cycle.month, expected.indicator_code, dim_area.c.county_code)
    )
    connection.execute(insert(mart_coverage).from_select(mart_coverage.columns.keys(), rows))
