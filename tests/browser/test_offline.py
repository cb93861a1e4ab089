"""Nothing on screen comes from anywhere but the app: the browser's own net log says so.

The log holds every request, also those of workers, which a page's events miss.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import CODES, FAILED, settle
from tests.serving import FLAGS

PAGES = ["", *CODES]
OWN = {"127.0.0.1", "localhost", "::1"}
# Chromium's own services for filling in forms and for messages; fonts and tiles of the same
# company stay foreign.
OF_CHROMIUM = {"content-autofill.googleapis.com", "android.clients.google.com"}


def asked_hosts(chromium: str, log, addresses: list[str], html: str = "") -> set[str]:
    """Hosts that a browser asks while it opens a page given as text, then some addresses."""

    def browse() -> None:
        with sync_playwright() as playwright:
            flags = [*FLAGS, f"--log-net-log={log}"]
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            page = browser.new_page()
            page.set_content(html)
            page.wait_for_timeout(500)
            for address in addresses:
                page.goto(address)
                settle(page)
                expect(page.locator(FAILED)).to_have_count(0)
                expect(page.get_by_test_id("stHeading").first).to_be_visible()
            browser.close()

    # Playwright allows one driver a thread, and the other tests' browser has this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(browse).result()
    urls = re.findall(r'"url":"((?:https?|wss?)://[^"]+)"', log.read_text(errors="ignore"))
    assert set(addresses) <= set(urls), "the log lacks a page that was opened"
    return {urlsplit(url).hostname for url in urls} - {None} - OF_CHROMIUM - OWN


@pytest.fixture(scope="session")
def hosts_of_the_browser(chromium, tmp_path_factory) -> set[str]:
    """What the browser asks by itself, for its updates, with an empty page."""
    return asked_hosts(chromium, tmp_path_factory.mktemp("idle") / "log.json", [])


def test_every_page_draws_and_asks_no_other_host(
    chromium, server, hosts_of_the_browser, tmp_path
):
    addresses = [
        f"{server}/{page}?lang={language}" for page in PAGES for language in ("zh", "en")
    ]
    asked = asked_hosts(chromium, tmp_path / "log.json", addresses)
    assert asked - hosts_of_the_browser == set()


def test_log_would_show_a_foreign_host(chromium, hosts_of_the_browser, tmp_path):
    html = "<img src='http://tiles.invalid/1.png'>"
    asked = asked_hosts(chromium, tmp_path / "log.json", [], html)
    assert asked - hosts_of_the_browser == {"tiles.invalid"}
