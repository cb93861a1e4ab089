"""Changes of month and county, and cold loads, beside a bare page with the same content.

The app and the floor take turns, view by view, in one run on one machine.
"""

import os
import tempfile
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.bench import browsing, report, views
from tests.bench.report import Line, percentile
from tests.bench.views import Choices
from tests.serving import ROOT, Server, serving

FLOOR = "tests/bench/floor_app.py"
COLD_LOADS = 7
MONTH, AREA = 0, 1


@dataclass
class Side:
    """The app or the floor: where it is, and what was measured of it."""

    server: Server
    path: str
    also: str = ""
    month: list[browsing.Change] = field(default_factory=list)
    area: list[browsing.Change] = field(default_factory=list)
    cold: list[browsing.Settled] = field(default_factory=list)
    cpu_seconds: float = 0.0

    @property
    def changes(self) -> list[browsing.Change]:
        return self.month + self.area

    def address(self, month: str, area: str) -> str:
        return f"{self.server.url}/{self.path}?lang=zh&as_of={month}&area={area}{self.also}"

    def used(self) -> float:
        """Processor seconds of its server so far."""
        times = psutil.Process(self.server.process.pid).cpu_times()
        return times.user + times.system


def bare(recorded: Path) -> AbstractContextManager[Server]:
    """The floor, with recorded views."""
    return serving(FLOOR, FLOOR_VIEWS=str(recorded), PYTHONPATH=str(ROOT))


def measure(
    page: str, offered: Choices, recorded: Path, *, also: str = ""
) -> tuple[Side, Side]:
    """The app and the floor after all changes of one page.

    Args:
        page: Its path.
        offered: What is changed.
        recorded: Views that the floor shows.
        also: Further choices of the page, as its address has them.
    """
    with ExitStack() as stack:
        app = Side(stack.enter_context(serving()), page, also)
        floor = Side(stack.enter_context(bare(recorded)), "")
        browser = stack.enter_context(browsing.browser())
        first = offered.views[0]
        windows = []
        for side in (app, floor):
            window = browsing.Window(browser)
            window.open(side.address(*first))
            windows.append((side, window))
        # The first round opens every view once: later ones find what the server keeps.
        _months(windows, offered, is_measured=False)
        _months(windows, offered)
        _areas(windows, offered)
        for _, window in windows:
            window.close()
        for month, area in offered.views[:COLD_LOADS]:
            for side in (app, floor):
                window = browsing.Window(browser)
                side.cold.append(window.open(side.address(month, area)))
                window.close()
    return app, floor


Windows = list[tuple[Side, browsing.Window]]


def _months(windows: Windows, offered: Choices, *, is_measured: bool = True) -> None:
    """Every month of every area."""
    for area in offered.area.values():
        _change(windows, AREA, area, is_measured=False)
        for month in offered.as_of.values():
            _change(windows, MONTH, month, is_measured=is_measured)


def _areas(windows: Windows, offered: Choices) -> None:
    """Every area in every month."""
    for month in offered.as_of.values():
        _change(windows, MONTH, month, is_measured=False)
        for area in offered.area.values():
            _change(windows, AREA, area, is_measured=True)


def _change(windows: Windows, picker: int, label: str, *, is_measured: bool) -> None:
    for side, window in windows:
        before = side.used()
        change = window.change(picker, label)
        if is_measured:
            side.cpu_seconds += side.used() - before
            (side.month if picker == MONTH else side.area).append(change)


def lines(page: str, app: Side, floor: Side) -> list[Line]:
    """What a page's table says."""
    rows = []
    for name, sides in (
        ("month", (app.month, floor.month)),
        ("county", (app.area, floor.area)),
    ):
        for what, key in (("new head", "seen"), ("whole page", "done")):
            values, floors = ([getattr(change, key) for change in side] for side in sides)
            change = f"{page}: change of {name} to {what}"
            for share, goal in ((0.5, 1.3), (0.95, 1.7)):
                measured, bare = percentile(values, share), percentile(floors, share)
                called = f"{change}, p{share * 100:.0f} of {len(values)}"
                rows.append(Line(called, measured, bare, "ms", goal))
    sent, bare_sent = (
        sum(change.received for change in side.changes) / len(side.changes) / 1000
        for side in (app, floor)
    )
    cpu, bare_cpu = (side.cpu_seconds / len(side.changes) * 1000 for side in (app, floor))
    return [
        *rows,
        Line(
            f"{page}: cold load to all content, median of {len(app.cold)}",
            *(percentile([each.done for each in side.cold], 0.5) for side in (app, floor)),
            "ms",
            1.3,
        ),
        Line(f"{page}: processor time of the server, one change", cpu, bare_cpu, "ms", 1.5),
        Line(f"{page}: sent, one change", sent, bare_sent, "KB"),
    ]


def main() -> None:
    arguments = report.parser(__doc__)
    arguments.add_argument("pages", nargs="*", default=list(views.SCRIPTS), help="page codes")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = views.home_of(Path(folder))
        os.environ["WAREHOUSE_URL"] = f"duckdb:///{home}"
        offered = views.choices()
        for page in chosen.pages:
            recorded = views.record(page, offered, Path(folder) / f"{page}.views")
            app, floor = measure(page, offered, recorded)
            report.tell(f"Page {page}", lines(page, app, floor), date=chosen.date)


if __name__ == "__main__":
    main()
