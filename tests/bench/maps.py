"""Maps of villages and of works, beside bare pages with the same decks and nothing else.

    uv run python -m tests.bench.maps [lagging …] [--also overlay=lagging] [--date 2026-11-26]

The floor sends decks whose JSON was made beforehand, as the app itself sends them, so it has
nothing to do but to send. A map is drawn when its last picture is; what else the app's page
shows delays it, as it does for a reader.
"""

import json
import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.bench import pages, recording, report, views
from tests.bench.recording import PAGE, Call, FixedDeck
from tests.bench.report import Line, percentile
from tests.bench.views import Choices

MAPS = ("lagging",)
FIRST_KB, CHANGE_KB = 1000, 400


def record(page: str, offered: Choices, path: Path, also: dict[str, str]) -> str:
    """Write the decks of a page for every pair of choices; says what is on the fullest.

    Raises:
        RuntimeError: The page shows no map for a pair.
    """
    decks: dict[str, Any] = {"choices": {"as_of": offered.as_of, "area": offered.area}}
    texts = []
    for month, area in offered.views:
        asked = {"lang": "zh", "as_of": month, "area": area, **also}
        drawn = recording.drawn(views.SCRIPTS[page], asked)
        shown = [
            Call(PAGE, call.name, (FixedDeck(call.arguments[0]),), call.settings)
            for call in drawn
            if call.name == "pydeck_chart"
        ]
        if not shown:
            raise RuntimeError(f"{page} shows no map for {month} and {area}")
        texts += [call.arguments[0].to_json() for call in shown]
        head = f"{offered.area[area]} {offered.as_of[month]}"
        decks[f"{month} {area}"] = [Call(PAGE, "title", (head,), {}), *shown]
    recording.save(decks, path)
    return _contents(max(texts, key=len))


def _contents(text: str) -> str:
    """How many objects of which kind a deck has, and how long it is."""
    counts: Counter[str] = Counter()
    for layer in json.loads(text)["layers"]:
        data = layer.get("data") or []
        counts[layer["@@type"]] += len(data["features"] if isinstance(data, dict) else data)
    objects = ", ".join(f"{count:,} in {kind}" for kind, count in counts.items())
    return f"Fullest deck, {len(text.encode()) / 1000:,.0f} KB: {objects}."


def lines(page: str, app: pages.Side, floor: pages.Side) -> list[Line]:
    """What a map's table says."""
    both = app, floor
    first = [percentile([each.drawn for each in side.cold], 0.5) for side in both]
    rows = [Line(f"{page}: first draw, median of {len(app.cold)}", *first, "ms", 2)]
    for name, sides in (
        ("month", [side.month for side in both]),
        ("county", [side.area for side in both]),
    ):
        values, floors = ([change.drawn for change in side] for side in sides)
        for share, goal in ((0.5, 1.3), (0.95, 1.7)):
            measured = percentile(values, share), percentile(floors, share)
            called = f"{page}: change of {name} to the map, p{share * 100:.0f} of {len(values)}"
            rows.append(Line(called, *measured, "ms", goal))
    for name, kept, goal in (
        ("first draw", [side.cold for side in both], FIRST_KB),
        ("one change", [side.changes for side in both], CHANGE_KB),
    ):
        most, bare = (max(each.received for each in side) / 1000 for side in kept)
        rows.append(Line(f"{page}: sent at most, {name}", most, None, "KB", goal))
        rows.append(Line(f"{page}: the deck alone, {name}", bare, None, "KB"))
    return rows


def main() -> None:
    arguments = report.parser(__doc__)
    arguments.add_argument("maps", nargs="*", default=list(MAPS), help="page codes")
    arguments.add_argument(
        "--also", action="append", default=[], help="a further choice, as in the address"
    )
    chosen = arguments.parse_args()
    also = dict(choice.split("=", 1) for choice in chosen.also)
    with tempfile.TemporaryDirectory() as folder:
        home = views.home_of(Path(folder))
        os.environ["WAREHOUSE_URL"] = f"duckdb:///{home}"
        offered = views.choices()
        for page in chosen.maps:
            path = Path(folder) / f"{page}.views"
            contents = record(page, offered, path, also)
            asked = "".join(f"&{name}={code}" for name, code in also.items())
            app, floor = pages.measure(page, offered, path, also=asked)
            report.tell(f"Map {page}", lines(page, app, floor), date=chosen.date, note=contents)


if __name__ == "__main__":
    main()
