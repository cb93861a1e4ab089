"""A click in a table of the city's scorecard opens the card of that county."""

import pytest

from tests.browser.conftest import settle

CITY = "scorecard?lang=zh&as_of=2018-09&area=230100"
# The scores of both groups stand first, then the figures of both.
SCORES, FIGURES = 0, 2
# Rows of the usual height under a header of the same; a click into a row's box chooses it.
ROW = 35


def choose_row(page, table: int, row: int) -> None:
    """Click the box before a row of one of the page's tables."""
    grid = page.get_by_test_id("stDataFrame").nth(table)
    grid.scroll_into_view_if_needed()
    settle(page)
    grid.click(position={"x": 18, "y": ROW * (row + 1) + ROW // 2})
    settle(page)


@pytest.mark.parametrize("table", [SCORES, FIGURES])
def test_click_on_a_county_opens_its_card_and_one_back_returns(visit, table):
    page = visit(CITY)
    # Poor counties in the order of their codes: Bayan, Mulan, Yanshou.
    choose_row(page, table, row=2)
    assert "area=230129" in page.url
    text = page.locator("body").inner_text()
    assert "延寿县" in text
    assert "摘帽进度" in text
    page.go_back()
    settle(page)
    assert "area=230100" in page.url
    assert page.get_by_test_id("stDataFrame").count() == 4


def test_click_on_the_total_opens_nothing(visit):
    page = visit(CITY)
    choose_row(page, FIGURES, row=3)
    assert "area=230100" in page.url


def test_no_column_of_the_city_s_tables_is_cut_on_a_small_projector(visit):
    page = visit("scorecard?lang=en&as_of=2018-09&area=230100")
    scrollers = page.locator('[data-testid="stDataFrame"] .dvn-scroller')
    assert scrollers.count() == 4
    for scroller in scrollers.all():
        assert scroller.evaluate("box => box.scrollWidth - box.clientWidth") <= 1
