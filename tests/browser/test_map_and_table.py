"""The list and the map of lagging villages show what was clicked in the other."""

import csv
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

from pages.ui.palette import LIGHT, rgb
from tests.browser.conftest import settle

MAP = '[data-testid="stDeckGlJsonChart"]'
# Points are drawn a little see-through, so their colour is near the palette's, not it.
NEAR = 40


def query(page: Page) -> dict[str, str]:
    return dict(pair.split("=") for pair in page.url.partition("?")[2].split("&") if pair)


def red_point(chart: Locator) -> dict[str, float]:
    """Where on the map a red village lies: a pixel with red on every side."""
    picture = Image.open(io.BytesIO(chart.screenshot())).convert("RGB")
    red = rgb(LIGHT.lights["red"])[:3]

    def is_red(x: int, y: int) -> bool:
        pixel = picture.getpixel((x, y))
        return all(abs(a - b) < NEAR for a, b in zip(pixel, red, strict=True))

    width, height = picture.size
    for y in range(10, height - 10, 3):
        for x in range(10, width - 10, 3):
            if all(is_red(x + dx, y + dy) for dx in (-3, 0, 3) for dy in (-3, 0, 3)):
                return {"x": x, "y": y}
    raise AssertionError("no red village on the map")


def test_click_on_the_map_chooses_the_village_and_one_beside_it_lets_go(visit):
    page = visit("lagging?lang=zh&as_of=2018-09&area=230129")
    chart = page.locator(MAP).first
    point = red_point(chart)
    chart.click(position=point)
    settle(page)
    if not query(page).get("village"):
        # A press counts as a click up to 250 ms. The first one has the browser compile what
        # finds the point under it, which takes longer where software draws.
        chart.click(position=point)
        settle(page)
    code = query(page)["village"]
    assert code.startswith("230129")
    assert len(code) == 12
    page.get_by_role("button", name="显示全部").click()
    settle(page)
    assert not query(page).get("village")


def test_click_in_the_list_moves_the_map_and_shows_the_village(visit):
    page = visit("lagging?lang=zh&as_of=2018-09&area=230129")
    before = page.locator(MAP).first.screenshot()
    grid = page.get_by_test_id("stDataFrame").first
    # The box before the second row: the header and a row above it, rows of 28 pixels.
    grid.click(position={"x": 18, "y": 36 + 28 + 14})
    settle(page)
    assert query(page)["village"].startswith("230129")
    assert page.locator(MAP).first.screenshot() != before


def test_link_to_a_village_opens_on_it(visit):
    page = visit("lagging?lang=zh&as_of=2018-09&area=230129&village=230129104206")
    text = page.locator("body").inner_text()
    assert "盘龙村" in text
    assert query(page)["village"] == "230129104206"


def test_the_list_fits_beside_its_map_on_a_small_projector(visit):
    page = visit("lagging?lang=en&as_of=2018-09&area=230100")
    scroller = page.locator('[data-testid="stDataFrame"] .dvn-scroller').first
    assert scroller.evaluate("box => box.scrollWidth - box.clientWidth") <= 1


def test_file_holds_the_rows_of_the_list_in_their_order_and_what_it_was_narrowed_to(visit):
    page = visit("lagging?lang=zh&as_of=2018-09&area=230129&kind=ordinary&part=first")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出CSV").first.click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    lines = list(csv.reader(text.splitlines()))
    top = next(number for number, line in enumerate(lines) if line[:1] == ["村"])
    rows = lines[top + 1 :]
    rows = rows[: rows.index([])]
    shown = page.locator('[data-testid="stDataFrame"]').first.locator("tbody tr")
    cells = [row.locator("td").all_inner_texts() for row in shown.all()]
    names = [next(cell for cell in row if cell and not cell.isspace()) for row in cells]
    assert [row[0] for row in rows] == names
    assert len(rows) == 10 + 1
    assert any("筛选：非贫困村。" in cell for line in lines for cell in line)
    assert lines[0][0].startswith("2018年9月底延寿县滞后村清单")
