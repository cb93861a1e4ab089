"""Lagging villages: where to go next week, as a list and on a map."""

from pages.ui import choices, notices, reporting
from pages.ui.lagging import choose, linked, totals, villages
from pages.ui.messages import t

chosen = notices.head("lagging")
everywhere = villages.villages(as_of=chosen.as_of)
here = everywhere if chosen.is_city else everywhere.filter(county_code=chosen.area)
if here.is_empty():
    notices.empty(t("lagging.no_task"))
    choices.stop()
if here["actual_value"].is_null().all():
    notices.nothing_reported()
    choices.stop()

wanted = choose.wanted(here, is_city=chosen.is_city)
rows, note = choose.narrowed(here, wanted), choose.words(here, wanted)
if rows.is_empty():
    notices.empty()
    choices.stop()
scope = {"area_name": chosen.area_name, "as_of": chosen.as_of, "note": note}
linked.draw(rows, area=chosen.area, is_city=chosen.is_city, **scope)
totals.draw(rows, **scope)
reporting.state_line(area=chosen.area, as_of=chosen.as_of)
notices.foot(["people_ready", "poor_people_remaining"])
