"""The whole app in a real browser, on the simulated programme."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pages.ui import navigation
from tests.serving import FLAGS, ROOT, find_chromium, serving

CODES = [name.split("/")[1] for group in navigation.GROUPS.values() for name in group]
# What a page shows when it failed.
FAILED = '[data-testid="stException"], [data-testid="stAlertContentError"]'
# Whether a run of the script is over and drawn; then what would show that more is coming.
QUIET = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const done = app?.dataset.testScriptState === 'notRunning'
    && app?.dataset.testConnectionState === 'CONNECTED'
    && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stStatusWidget"]');
  const drawn = document.querySelectorAll('canvas,svg').length;
  return [done, document.body.innerText.length, drawn].join();
}"""


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a browser; without one the tests skip, or fail where REQUIRE_ALL is set."""
    found = find_chromium()
    if found is None:
        sentence = "no Chromium found: install one, or set CHROMIUM to its path"
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@contextmanager
def running_app(home: Path, tree: Path = ROOT) -> Iterator[str]:
    """Address of the app on a warehouse."""
    with serving(tree=tree, WAREHOUSE_URL=f"duckdb:///{home}") as server:
        yield server.url


@pytest.fixture(scope="session")
def server(sample_home) -> Iterator[str]:
    """Address of the app on the simulated programme."""
    with running_app(sample_home) as url:
        yield url


@pytest.fixture(scope="session")
def browser(chromium) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """A fresh window of a projector's size, in Chinese."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield context.new_page()
    context.close()


def settle(page: Page, limit: float = 40) -> None:
    """Wait until nothing on the page has changed for 0.7 s."""
    last, since, started = "", time.monotonic(), time.monotonic()
    while time.monotonic() - started < limit:
        state = page.evaluate(QUIET)
        quiet = state.startswith("true,")
        if state != last:
            last, since = state, time.monotonic()
        elif quiet and time.monotonic() - since > 0.7:
            return
        time.sleep(0.1)
    pytest.fail(f"{page.url} did not come to rest within {limit} s")


@pytest.fixture
def visit(page, server):
    """Open a page of the app by its path and wait until it is at rest; gives the window."""

    def open_path(path: str) -> Page:
        page.goto(f"{server}/{path}")
        settle(page)
        return page

    return open_path
