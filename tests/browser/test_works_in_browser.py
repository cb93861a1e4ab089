"""The map of works and its late list show what was clicked in the other; months are played."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import settle
from tests.browser.test_map_and_table import MAP, query

COUNTY = "roads?lang=zh&as_of=2018-09&area=230129"


def test_click_in_the_late_list_moves_the_map_and_opens_the_sheet(visit):
    page = visit(COUNTY)
    before = page.locator(MAP).first.screenshot()
    grid = page.get_by_test_id("stDataFrame").first
    grid.click(position={"x": 18, "y": 35 + 35 + 17})
    settle(page)
    code = query(page)["work"]
    assert "230129" in code
    text = page.locator("body").inner_text()
    assert f"编码 {code}" in text
    assert "数据来源：" in text
    assert page.locator(MAP).first.screenshot() != before
    page.get_by_role("button", name="关闭").click()
    settle(page)
    assert not query(page).get("work")


def test_earlier_month_redraws_the_map_alone(visit):
    page = visit(COUNTY)
    now = page.get_by_text("已验收").first.inner_text()
    page.get_by_role("button", name="◀").click()
    settle(page)
    assert query(page)["map_month"] == "2018-08"
    assert page.get_by_text("已验收").first.inner_text() != now
    # The cards are of the page's month, whatever month the map shows.
    expect(page.get_by_text("数据截至2018年9月底").first).to_be_visible()


def test_months_are_played_and_stop_where_the_reader_stops_them(visit):
    page = visit(COUNTY)
    page.get_by_role("button", name="播放").click()
    expect(page.get_by_text("2016年3月底").first).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="停止").click()
    settle(page)
    assert query(page)["map_month"].startswith("2016-")


def test_on_a_phone_the_map_starts_farther_away(browser, server):
    """Its width doesn't reach the server; that it is a phone does."""
    zooms = []
    for agent in (None, "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"):
        context = browser.new_context(viewport={"width": 390, "height": 844}, user_agent=agent)
        page = context.new_page()
        frames: list[bytes] = []
        page.on(
            "websocket",
            lambda ws, into=frames: ws.on("framereceived", lambda f: into.append(f)),
        )
        page.goto(f"{server}/{COUNTY}")
        settle(page)
        context.close()
        found = re.search(rb'"zoom":([0-9.]+)', b"".join(frames))
        zooms.append(float(found.group(1)))
    # 330 pixels instead of 400: log2(400 / 330).
    assert round(zooms[0] - zooms[1], 2) == 0.28
