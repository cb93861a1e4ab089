"""The line under a page's head: how far its figures were verified, and who is silent."""

from datetime import date

from metrics.progress import progress
from pages.ui import area_names, load, notices

MONTHLY = ("people_ready",)


def state_line(*, area: str, as_of: date) -> None:
    """States of the monthly people's figure; villages without a new value, or any, by name.

    Args:
        area: Code of the area on the page.
        as_of: Month end of the look.
    """
    look = {"as_of": as_of, "level": "village", "area": area, "indicators": MONTHLY}
    rows = progress(**load.frames(**look), **look)
    notices.state_line(rows, area_names.with_county(load.areas(as_of=as_of), "village"))
