"""The parts of the list: this week's villages first, overdue ones, others, all of them."""

import polars as pl

from data.catalogue import settings
from pages.ui import formats, pickers
from pages.ui.messages import t

FIRST, OVERDUE, DUE, ALL = PARTS = ("first", "overdue", "due", "all")


def chosen(listed: pl.DataFrame) -> str:
    """The part the reader wants to see, drawn as a row of buttons with how many are in each.

    Args:
        listed: Result of `villages.flagged`, narrowed to what the reader wants to see.
    """
    words = {
        code: t(f"lagging.part_{code}", count=formats.number(part(listed, code).height))
        for code in PARTS
    }
    return pickers.segmented(
        "part",
        t("lagging.part"),
        PARTS,
        default=FIRST,
        format_func=words.__getitem__,
        label_visibility="collapsed",
    )


def part(listed: pl.DataFrame, code: str) -> pl.DataFrame:
    """The villages of a part, in their order and with their numbers in the whole list."""
    match code:
        case "first":
            return listed.head(settings().lag_first)
        case "overdue":
            return listed.filter("is_overdue")
        case "due":
            return listed.filter(~pl.col("is_overdue"))
        case _:
            return listed


def note(listed: pl.DataFrame, code: str) -> str:
    """How much of the whole a part is, and how past the date people short are counted.

    Args:
        listed: All parts together.
        code: The part that is shown.
    """
    shown = part(listed, code)
    whole, own = (rows["people_short"].sum() for rows in (listed, shown))
    said = ""
    if shown.height < listed.height and whole:
        said = t(
            "lagging.share",
            shown=formats.number(shown.height),
            short=formats.number(own),
            count=formats.number(listed.height),
            whole=formats.number(whole),
            rate=formats.rate(own / whole, 1),
        )
    return said + (t("lagging.overdue_note") if shown["is_overdue"].any() else "")
