"""One window of a browser that changes choices and says how long the page took."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving import FLAGS, find_chromium

# A window that waits for its turn must not be slowed down.
AWAKE = [
    *("--disable-background-timer-throttling", "--disable-renderer-backgrounding"),
    "--disable-backgrounding-occluded-windows",
]
QUIET_MS = 500
LONGEST_MS = 60_000

# Runs in every window from its start: notes when the page last changed, when a map was last
# drawn, and when a run ended.
WATCH = """
window.bench = {changed: 0, drawn: 0, pressed: 0, seen: 0, done: 0, awaited: null};
const draws = WebGL2RenderingContext.prototype;
for (const name of ['Arrays', 'Elements', 'ArraysInstanced', 'ElementsInstanced']) {
  const draw = draws['draw' + name];
  draws['draw' + name] = function (...given) {
    bench.drawn = performance.now();
    return draw.apply(this, given);
  };
}
const app = () => document.querySelector('[data-testid="stApp"]');
const head = () => document.querySelector('[data-testid="stMain"]')?.textContent ?? '';
const rests = () => app()?.dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stStatusWidget"]');
addEventListener('keydown', event => {
  if (event.key === 'Enter' && bench.awaited) bench.pressed = performance.now();
}, true);
new MutationObserver(() => {
  bench.changed = performance.now();
  if (!bench.pressed || bench.done) return;
  if (!bench.seen && head().slice(0, 400).includes(bench.awaited)) bench.seen = bench.changed;
  if (bench.seen && rests()) bench.done = bench.changed;
}).observe(document, {childList: true, subtree: true, characterData: true,
  attributes: true, attributeFilter: ['data-test-script-state']});
window.isQuiet = quiet => rests()
  && performance.now() - Math.max(bench.changed, bench.drawn) > quiet;
"""


@dataclass(frozen=True, slots=True)
class Change:
    """How long one change took in the page, in milliseconds from the key to…

    Attributes:
        seen: … the new month and area in the head.
        done: … the end of the run, with everything it sent in the page.
        drawn: … the last picture of a map; 0 where none was drawn.
        received: Bytes sent to the browser meanwhile.
    """

    seen: float
    done: float
    drawn: float
    received: int


@dataclass(frozen=True, slots=True)
class Settled:
    """How long a page took to come to rest, in milliseconds from the key or the address to…

    Attributes:
        done: … its last change.
        drawn: … the last picture of a map; 0 where none was drawn.
        received: Bytes sent to the browser meanwhile.
    """

    done: float
    drawn: float
    received: int


class Window:
    """A window on one server; its pickers are chosen from by their labels."""

    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context(
            viewport={"width": 1366, "height": 768}, locale="zh-CN"
        )
        self._context.add_init_script(WATCH)
        self.page: Page = self._context.new_page()
        self._received = 0
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, payload: bytes | str) -> None:
        self._received += len(payload)

    def close(self) -> None:
        self._context.close()

    def open(self, address: str) -> Settled:
        """Ask for an address and wait until the page is whole."""
        received = self._received
        self.page.goto(address)
        self._settle()
        return self._settled(received)

    def change(self, picker: int, label: str) -> Change:
        """Choose an option of a picker of the sidebar, by what it is called."""
        self.page.bring_to_front()
        box = self.page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").nth(picker)
        # A list closes when its picker is scrolled.
        box.scroll_into_view_if_needed()
        box.locator("input").click()
        box.locator("input").fill(label)
        self.page.get_by_role("option", name=label, exact=True).wait_for()
        received = self._received
        self._enter(label)
        self.page.wait_for_function("bench.done > 0", timeout=LONGEST_MS)
        self._settle()
        pressed, *moments = self.page.evaluate(
            "[bench.pressed, bench.seen, bench.done, bench.drawn]"
        )
        seen, done, drawn = (max(moment - pressed, 0.0) for moment in moments)
        return Change(seen, done, drawn, self._received - received)

    def press(self, widget: str, button: int) -> Settled:
        """Press a button that changes the map, by the key of its widget and its place there."""
        self.page.bring_to_front()
        self.page.locator(f".st-key-{widget} button").nth(button).focus()
        received = self._received
        self._enter(" ")
        self.page.wait_for_function(
            "bench.pressed > 0 && bench.drawn > bench.pressed", timeout=LONGEST_MS
        )
        self._settle()
        return self._settled(received)

    def _enter(self, awaited: str) -> None:
        """Press Enter, with what the head of the page is to say next."""
        self.page.evaluate(
            "awaited => Object.assign(bench, {pressed: 0, seen: 0, done: 0, awaited})", awaited
        )
        self.page.keyboard.press("Enter")

    def _settled(self, received: int) -> Settled:
        """What was measured since the last key, or since the page was asked for."""
        pressed, *moments = self.page.evaluate("[bench.pressed, bench.changed, bench.drawn]")
        done, drawn = (max(moment - pressed, 0.0) for moment in moments)
        return Settled(done, drawn, self._received - received)

    def _settle(self) -> None:
        self.page.wait_for_function("ms => isQuiet(ms)", arg=QUIET_MS, timeout=LONGEST_MS)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless browser.

    Raises:
        RuntimeError: None is installed.
    """
    path = find_chromium()
    if path is None:
        raise RuntimeError("no Chromium found: install one, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *AWAKE])
        try:
            yield opened
        finally:
            opened.close()
