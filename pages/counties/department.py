"""Department page: how a bureau does its part."""

import streamlit as st

from pages.ui import area_names, load, notices
from pages.ui.attention import cases, tables, words
from pages.ui.department import answers, head, indicators, returns, works
from pages.ui.messages import t
from pages.ui.names import org_unit
from pages.ui.problems import rows as ledger
from pages.ui.problems import table as problems

chosen = notices.head("department")
as_of, areas = chosen.as_of, load.areas(as_of=chosen.as_of)
places = area_names.by_code(areas, "city", "county")
office = head.office()
look = {"scope": org_unit(office), "as_of": as_of}

own = answers.indicators(as_of=as_of).filter(org_unit_code=office)
late = answers.late(as_of=as_of).filter(org_unit_code=office)
due = answers.returns(as_of=as_of).filter(org_unit_code=office)
money = answers.money(as_of=as_of).filter(org_unit_code=office)
found = ledger.problems(as_of=as_of).filter(lead_office=office)
told = cases.cases(as_of=as_of).filter(org_unit_code=office)
if not chosen.is_city:
    late, money = (rows.filter(area_code=chosen.area) for rows in (late, money))
    found = found.filter(county_code=chosen.area)
    st.caption(t("department.narrowed", area=chosen.area_name))

head.figures(own, late, due, found, told)
if told.height:
    case = t("department.case")
    tables.draw(words.shown(told, places), kind="office", content=case, **look)
indicators.table(own, **look)
if late.height:
    indicators.late_table(late, places, **look)
else:
    notices.empty(t("department.nothing_late"))
works.draw(office, area=chosen.area, is_city=chosen.is_city, **look)
if due.height:
    returns.table(due, places, **look)
if money.height:
    returns.money_table(money, places, **look)
if found.height:
    problems.draw(ledger.shown(found, areas), **look)
else:
    notices.empty(t("department.no_problems"))
notices.foot(own["indicator_code"].to_list())
