"""Which indicators are items of the county scorecard, and what kind of figure each is."""

from functools import cache

import polars as pl

from data.catalogue import indicators
from metrics import promises

# The areas of assessment that make the score, in the order of the rules of 2016; works stand
# beside them.
SCORED_AREAS = ("effect", "identification", "support", "funds")
WORKS = "works"
ORDER = (*SCORED_AREAS, WORKS)


@cache
def kinds() -> pl.DataFrame:
    """What the catalogue says of the items, area by area of assessment.

    Returns:
        One row per indicator of an area of assessment that counties have a value for:
        indicator_code, assessment_area, promise (the indicator it is planned through, or
        itself), is_sum (of others), measure, sign (1 if higher is better, else -1), cycle.
    """
    entries = [
        entry
        for area in ORDER
        for entry in indicators().values()
        if entry.assessment_area == area and entry.level != "city"
    ]
    rows = [
        (entry.code, entry.assessment_area, entry.plan_of or entry.code, bool(entry.components))
        for entry in entries
    ]
    schema = {
        **dict.fromkeys(("indicator_code", "assessment_area", "promise"), pl.String),
        "is_sum": pl.Boolean,
    }
    known = promises.measures(tuple(entry.code for entry in entries))
    return pl.DataFrame(rows, schema=schema, orient="row").join(
        known.select("indicator_code", "measure", "sign", "cycle"),
        on="indicator_code",
        maintain_order="left",
    )
