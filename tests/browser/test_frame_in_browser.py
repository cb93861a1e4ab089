import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CODES, running_app, settle

# Tables, charts and frames that reach out of the part of the page they stand in.
OVERHANGING = """() => {
  const parts = '[data-testid="stMain"] :is(table, .js-plotly-plot, [data-testid="stColumn"])';
  return [...document.querySelectorAll(parts)].filter(part => {
    const box = part.parentElement.closest('[data-testid="stVerticalBlock"], .block-container');
    return part.getBoundingClientRect().right > box.getBoundingClientRect().right + 2;
  }).map(part => part.innerText.slice(0, 60));
}"""


def query(page) -> dict[str, str]:
    return dict(pair.split("=") for pair in page.url.partition("?")[2].split("&") if pair)


def choose(page, label: str, option: str) -> None:
    page.get_by_test_id("stSidebar").get_by_label(label).click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def test_first_link_after_a_start_opens_its_page(page, sample_home):
    with running_app(sample_home) as url:
        page.goto(f"{url}/definitions?lang=zh")
        settle(page)
        assert page.get_by_role("dialog").count() == 0
        expect(page.get_by_role("heading", name="指标口径")).to_be_visible()


def test_first_visit_writes_every_choice_into_the_url(visit):
    page = visit("")
    assert {"as_of", "area", "lang"} <= set(query(page))


def test_choices_survive_the_menu_and_one_back_leaves_a_page(visit):
    page = visit("overview?lang=zh&as_of=2018-09&area=230100")
    choose(page, "地区", "延寿县")
    assert query(page)["area"] == "230129"
    for name, code in (
        ("考核对标", "scorecard"),
        ("“三步走”进度", "steps"),
        ("农村公路", "roads"),
    ):
        page.get_by_test_id("stSidebar").get_by_role("link", name=name).click()
        settle(page)
        assert code in page.url
        assert query(page)["area"] == "230129"
    for code in ("steps", "scorecard", "overview"):
        page.go_back()
        settle(page)
        assert code in page.url
        assert query(page)["area"] == "230129"
    page.go_back()
    settle(page)
    assert query(page)["area"] == "230100"


def test_link_opens_the_view_it_was_copied_from(visit):
    page = visit("scorecard?lang=en&as_of=2017-12&area=230126")
    text = page.locator("body").inner_text()
    assert "Bayan" in text
    assert "December 2017" in text


def test_language_changes_the_words_and_keeps_the_choices(visit):
    page = visit("overview?lang=zh&as_of=2017-12&area=230127")
    assert "木兰县" in page.locator("body").inner_text()
    page.get_by_test_id("stSidebar").get_by_text("English", exact=True).click()
    settle(page)
    assert query(page) | {"lang": "en", "as_of": "2017-12", "area": "230127"} == query(page)
    assert "Mulan County" in page.locator("body").inner_text()


def test_phone_needs_no_sideways_scroll_and_reaches_the_filters(browser, server):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    for code in CODES:
        page.goto(f"{server}/{code}?lang=zh")
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 392, code
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebar").get_by_label("数据截至")).to_be_visible()
    context.close()


@pytest.mark.parametrize("code", ["overview", "scorecard"])
def test_print_view_puts_everything_on_a4(visit, code, tmp_path):
    page = visit(f"{code}?lang=zh&as_of=2018-09&area=230129&view=print")
    width = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll(
             '[data-testid="stMain"] table, [data-testid="stMain"] .js-plotly-plot')]
             .map(part => part.getBoundingClientRect().width))"""
    )
    assert 300 < width <= 720
    paper = page.pdf(path=tmp_path / "page.pdf", format="A4")
    assert paper.count(b"/Type /Page\n") + len(re.findall(rb"/Type\s*/Page\b", paper)) >= 1


@pytest.mark.parametrize(("lang", "link"), [("zh", "打印版"), ("en", "Print view")])
@pytest.mark.parametrize("area", ["230100", "230126"])
def test_print_link_leads_to_a_page_no_wider_than_paper(visit, area, lang, link):
    page = visit(f"scorecard?lang={lang}&as_of=2018-09&area={area}")
    page.get_by_test_id("stPageLink").get_by_text(link).click()
    page.wait_for_url("**view=print**")
    settle(page)
    page.emulate_media(media="print")
    # A4 with Chromium's margins, and without any.
    for width in (718, 794):
        page.set_viewport_size({"width": width, "height": 1000})
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OVERHANGING) == []
        assert page.evaluate("document.querySelectorAll('[data-testid=stMain] table').length")
        expect(page.get_by_test_id("stSidebar")).to_be_hidden()


def test_the_way_to_paper_and_back_is_in_the_address_and_brings_the_menu_back(visit):
    page = visit("scorecard?lang=en&as_of=2018-09&area=230100")
    for link, view in (("Print view", "print"), ("Back to the page", None)):
        page.get_by_test_id("stPageLink").get_by_text(link).click()
        settle(page)
        assert query(page).get("view") == view
    page.go_back()
    settle(page)
    assert query(page)["view"] == "print"
    page.go_back()
    settle(page)
    assert "view" not in query(page)
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")
    expect(page.get_by_test_id("stSidebar").get_by_label("As of")).to_be_visible()
