"""From a figure back to the rows and files it was made of."""

from datetime import date

import polars as pl
from sqlalchemy import and_, func, select

from data.catalogue import indicators
from data.warehouse.queries.door import check_level, in_scope, month_of, rows
from data.warehouse.schema import (
    dim_area,
    fct_observation,
    import_batch,
    mart_latest,
)
from data.warehouse.scope import Scope


def sources(
    scope: Scope, data_version: str, *, area: str, indicator: str, as_of: date
) -> pl.DataFrame:
    """The reported rows behind a figure of `actuals`: of the area, or of all that lie in it.

    Returns:
        One row per area, indicator, period and verification that the figure holds:
        area_code, area_name, indicator_code (the parts of a sum of indicators), period,
        verification, obs_value, numerator, denominator, file_name, row_number (in the sender's
        file), sending_office, filled_in_by, sent_on, received_at, document_no (the
        correction's, else the return's).

    Raises:
        ScopeError: The scope doesn't show areas of the level at which it is reported.
    """
    known = indicators().get(indicator)
    if known is not None:
        check_level(scope, known.level)
    parts = known.components if known is not None and known.components else (indicator,)
    month = month_of(data_version, as_of)
    latest, observation, batch = mart_latest.c, fct_observation.c, import_batch.c
    statement = (
        select(
            latest.area_code,
            dim_area.c.area_name,
            latest.indicator_code,
            latest.period,
            latest.verification,
            latest.obs_value,
            latest.numerator,
            latest.denominator,
            batch.file_name,
            latest.row_number,
            batch.sending_office,
            batch.filled_in_by,
            batch.sent_on,
            batch.received_at,
            func.coalesce(observation.document_no, batch.document_no).label("document_no"),
        )
        .select_from(mart_latest)
        .join(dim_area, dim_area.c.area_code == latest.area_code)
        .join(import_batch, batch.import_id == latest.import_id)
        .join(
            fct_observation,
            and_(
                observation.import_id == latest.import_id,
                observation.row_number == latest.row_number,
                observation.indicator_code == latest.indicator_code,
                observation.area_code == latest.area_code,
                observation.period == latest.period,
                observation.verification == latest.verification,
            ),
        )
        .where(
            in_scope(scope, latest.area_code, area),
            latest.indicator_code.in_(parts),
            latest.period <= month,
            latest.counts_until > month,
        )
        .order_by(latest.indicator_code, latest.area_code, latest.period, latest.verification)
    )
    return rows(statement, data_version)
