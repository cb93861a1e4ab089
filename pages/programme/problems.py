"""Problems page: whether what inspectors found is closed, by source, county and office."""

from pages.ui import choices, load, notices
from pages.ui.messages import t
from pages.ui.problems import choose, counts, rows, table

chosen = notices.head("problems")
everywhere = rows.problems(as_of=chosen.as_of)
here = everywhere if chosen.is_city else everywhere.filter(county_code=chosen.area)
if here.is_empty():
    notices.empty(t("problems.none"))
    choices.stop()
look = {"scope": chosen.area_name, "as_of": chosen.as_of}
counts.figures(here)
wanted = choose.wanted(here)
found = choose.narrowed(here, wanted)
if found.is_empty():
    notices.empty()
else:
    shown = rows.shown(found, load.areas(as_of=chosen.as_of))
    table.draw(shown, **look, note=choose.said(wanted))
counts.table(here, **look)
notices.foot(["problems_closed"])
