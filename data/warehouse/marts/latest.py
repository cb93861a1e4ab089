"""The current value of every series and period, and how long it counts."""

from datetime import date

from sqlalchemy import (
    Connection,
    Integer,
    and_,
    case,
    cast,
    delete,
    extract,
    func,
    insert,
    or_,
    select,
)

from data.warehouse.current import valid_rows
from data.warehouse.marts.expected import derived_codes
from data.warehouse.schema import dim_area, dim_indicator, fct_observation, mart_latest

NEVER = date(9999, 12, 31)


def rebuild(connection: Connection) -> None:
    """Renew ``mart_latest`` from the observations.

    Left out are rows without a value (a report of nothing), of areas that aren't at the
    indicator's own level, and of indicators that are the sum of others. Each verification is a
    series of its own: a certified figure of a later period doesn't replace a reported one.
    """
    connection.execute(delete(mart_latest))
    observation = fct_observation.c
    rows = (
        valid_rows(fct_observation)
        .where(or_(observation.obs_value.is_not(None), observation.numerator.is_not(None)))
        .subquery()
    )
    # One window does both jobs. A row followed by one of its own period was corrected by it.
    following = func.lead(rows.c.period, 1, NEVER).over(
        partition_by=[rows.c.indicator_code, rows.c.verification, rows.c.area_code],
        order_by=[rows.c.period, rows.c.import_id, rows.c.row_number],
    )
    series = select(rows, following.label("next_period")).subquery()
    next_year = func.make_date(cast(extract("year", series.c.period), Integer) + 1, 1, 1)
    is_flow = dim_indicator.c.measure == "flow"
    counts_until = case((is_flow, next_year), else_=series.c.next_period)
    values = {
        column.name: counts_until.label("counts_until")
        if column.name == "counts_until"
        else series.c[column.name]
        for column in mart_latest.columns
    }
    current = (
        select(*values.values())
        .join(dim_indicator, dim_indicator.c.indicator_code == series.c.indicator_code)
        .join(
            dim_area,
            and_(
                dim_area.c.area_code == series.c.area_code,
                dim_area.c.area_level == dim_indicator.c.area_level,
            ),
        )
        .where(
            series.c.period < series.c.next_period,
            series.c.indicator_code.not_in(derived_codes()),
        )
        .order_by(
            series.c.indicator_code,
            series.c.verification,
            series.c.period,
            series.c.area_code,
        )
    )
    connection.execute(insert(mart_latest).from_select(list(values), current))
