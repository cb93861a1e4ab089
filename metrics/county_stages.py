"""How far each poor county is on its way off the list: five stages, three of them recorded."""

import polars as pl

from metrics.frames import require

# In the order of the procedure. Evaluation and notice by the province leave no figure of their
# own: a county that passed the city's review and isn't approved is somewhere between.
STAGES = ("applied", "reviewed", "evaluated", "noticed", "approved")
STAGE_OF_STATE = {
    "reported_value": "applied",
    "checked_value": "reviewed",
    "certified_value": "approved",
}


def county_stages(counties: pl.DataFrame) -> pl.DataFrame:
    """Stage of every poor county.

    Args:
        counties: Rows of `metrics.progress` for counties_delisted at the counties: area_code,
            reported_value, checked_value, certified_value (0, 1 or null: nothing by then).

    Returns:
        One row per county: area_code, stage (of `STAGES`; null: not applied), stage_number (0
        to 5), is_waiting (applied and not yet approved).

    Raises:
        MissingColumnsError: The frame lacks a column named above.
    """
    require(counties, "counties", "area_code", *STAGE_OF_STATE)
    stage = pl.coalesce(
        pl.when(pl.col(state) >= 1).then(pl.lit(name))
        for state, name in reversed(STAGE_OF_STATE.items())
    )
    numbers = {name: number for number, name in enumerate(STAGES, start=1)}
    return counties.select("area_code", stage=stage).with_columns(
        stage_number=pl.col("stage").replace_strict(numbers, default=0, return_dtype=pl.Int64),
        is_waiting=pl.col("stage").is_in(STAGES[:-1]).fill_null(False),
    )
