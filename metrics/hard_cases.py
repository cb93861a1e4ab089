"""How many of those still poor are hard to lift: ill, disabled, old, without labour."""

import polars as pl

from data.catalogue import settings
from metrics.frames import require


def hard_cases(still_poor: pl.DataFrame) -> pl.DataFrame:
    """People still poor by the register, and those of them in households hard to lift.

    A household is hard by its main cause (illness, disability, lack of labour) or because it
    is specially supported; *lag_hard_causes* and *lag_hard_attributes* name them. Where the
    register gives no cause it is not called hard.

    Args:
        still_poor: One row per village, main_cause and attribute: area_code, people.

    Returns:
        One row per village: area_code, registered_people and hard_people, in persons at the
        register's year end.

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(still_poor, "still_poor", "area_code", "main_cause", "attribute", "people")
    limits = settings()
    is_hard = pl.col("main_cause").is_in(limits.lag_hard_causes).fill_null(False) | pl.col(
        "attribute"
    ).is_in(limits.lag_hard_attributes).fill_null(False)
    return still_poor.group_by("area_code").agg(
        registered_people=pl.col("people").sum(),
        hard_people=pl.col("people").filter(is_hard).sum(),
    )
