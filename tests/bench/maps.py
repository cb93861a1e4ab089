"""Maps of villages and of works, beside bare pages with the same decks and nothing else.

    uv run python -m tests.bench.maps [lagging | roads | water | grid | housing …] [--date DAY]

The floor sends decks whose JSON was made beforehand, as the app itself sends them, so it has
nothing to do but to send. A map is drawn when its last picture is; what else the app's page
shows delays it, as it does for a reader.
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.bench import browsing, map_views, pages, report, views
from tests.bench.browsing import Change, Settled
from tests.bench.map_views import MAPS, OPENED, Press
from tests.bench.report import Line, percentile
from tests.serving import serving

FIRST_KB, CHANGE_KB = 1000, 400
HALF, MOST = (0.5, 1.3), (0.95, 1.7)
VIEW = 0

Sent = Settled | Change
Pairs = list[tuple[Sent, Sent]]


def browsed(page: str, offered: views.Choices, folder: Path) -> tuple[list[Line], str]:
    """First draws, and changes of month and area: lines, and what is on the map."""
    path = folder / f"{page}.views"
    decks = map_views.of_choices(page, offered, path)
    both = app, floor = pages.measure(page, offered, path, also=_address(MAPS[page]))
    first = (percentile([each.drawn for each in side.cold], 0.5) for side in both)
    rows = [Line(f"{page}: first draw, median of {len(app.cold)}", *first, "ms", 2)]
    for name, changes in (
        ("month", list(zip(app.month, floor.month, strict=True))),
        ("county", list(zip(app.area, floor.area, strict=True))),
    ):
        rows += _ratios(f"{page}: change of {name}", changes)
    rows += _sent(f"{page}: first draw", app.cold, floor.cold, FIRST_KB)
    rows += _sent(f"{page}: change of month or county", app.changes, floor.changes, CHANGE_KB)
    return rows, decks.contents


def pressed(page: str, offered: views.Choices, folder: Path) -> list[Line]:
    """Presses of the page's own filters, on the map of the city in the newest month."""
    *_, month = offered.as_of
    area, *_ = offered.area
    runs = map_views.presses(page, month)
    path = folder / f"{page}.presses"
    asked = {"as_of": month, "area": area}
    map_views.of_presses(page, asked, [press for run in runs for press in run], path)
    rows = []
    for run, (first, later) in zip(runs, _rounds(page, asked, runs, path), strict=True):
        what = f"{page}: {run[0].what}"
        rows += _ratios(f"{what}, again", later)
        fresh = {press.label: pair for press, pair in list(zip(run, first, strict=True))[::-1]}
        del fresh[OPENED]
        seen = ([each.drawn for each in side] for side in zip(*fresh.values(), strict=True))
        halves = (percentile(values, 0.5) for values in seen)
        rows.append(Line(f"{what}, not kept yet, p50 of {len(fresh)}", *halves, "ms"))
        ours, bare = zip(*later, strict=True)
        rows += _sent(what, ours, bare, CHANGE_KB)
    return rows


def _rounds(
    page: str, asked: dict[str, str], runs: list[list[Press]], recorded: Path
) -> list[tuple[Pairs, Pairs]]:
    """App and floor after each press of each run, the first time and the second."""
    found: dict[int, list[Pairs]] = defaultdict(list)
    with ExitStack() as stack:
        app = pages.Side(stack.enter_context(serving()), page, _address(MAPS[page]))
        floor = stack.enter_context(pages.bare(recorded))
        browser = stack.enter_context(browsing.browser())
        ours, bare = browsing.Window(browser), browsing.Window(browser)
        ours.open(app.address(asked["as_of"], asked["area"]))
        bare.open(floor.url)
        for _ in range(2):
            for number, run in enumerate(runs):
                found[number].append(
                    [
                        (ours.press(press.widget, press.button), bare.change(VIEW, press.label))
                        for press in run
                    ]
                )
    return [(first, later) for first, later in found.values()]


def _ratios(what: str, changes: Pairs) -> list[Line]:
    """How long it took until the map was drawn, beside the floor."""
    ours, bare = ([each.drawn for each in side] for side in zip(*changes, strict=True))
    return [
        Line(
            f"{what}, p{share * 100:.0f} of {len(ours)}",
            percentile(ours, share),
            percentile(bare, share),
            "ms",
            goal,
        )
        for share, goal in (HALF, MOST)
    ]


def _sent(what: str, ours: Sequence[Sent], bare: Sequence[Sent], goal: int) -> list[Line]:
    """What was sent at most, and what the deck alone is of it."""
    most, least = (max(each.received for each in side) / 1000 for side in (ours, bare))
    return [
        Line(f"{what}, sent at most", most, None, "KB", goal),
        Line(f"{what}, the deck alone", least, None, "KB"),
    ]


def _address(choices: Mapping[str, str]) -> str:
    return "".join(f"&{name}={code}" for name, code in choices.items())


def main() -> None:
    arguments = report.parser(__doc__)
    arguments.add_argument("maps", nargs="*", default=list(MAPS), help="page codes")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["WAREHOUSE_URL"] = f"duckdb:///{views.home_of(folder)}"
        offered = views.choices()
        for page in chosen.maps:
            rows, contents = browsed(page, offered, folder)
            if page in map_views.SECTORS:
                rows += pressed(page, offered, folder)
            report.tell(f"Map {page}", rows, date=chosen.date, note=contents)


if __name__ == "__main__":
    main()
