"""Late works of an office: the projects of its sectors that are behind."""

from datetime import date

import polars as pl

from data.catalogue import works as catalogue
from pages.ui import layout, navigation
from pages.ui.messages import t
from pages.ui.works import frames, late_list
from pages.ui.works.view import View


def draw(office: str, *, area: str, is_city: bool, scope: str, as_of: date) -> None:
    """A list for each sector the office answers for, and the way to its page.

    Args:
        office: Code of the office.
        area: Code of the area on the page.
        is_city: Whether that is the whole city.
        scope: Name of what the lists are of.
        as_of: Month end of the look.
    """
    for sector, entry in catalogue().sectors.items():
        if entry.owner != office:
            continue
        rows = frames.projects(sector=sector, as_of=as_of)
        if not is_city:
            rows = rows.filter(pl.col("county_code") == area)
        found = late_list.rows(rows)
        if found.is_empty():
            continue
        seen = View(sector, as_of, area, scope, "")
        late_list.draw(found, seen, key=f"late_{sector}", picks=None)
        if not layout.is_print():
            navigation.link(sector, t("department.works_page"))
