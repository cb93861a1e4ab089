"""How good the projection is: rolling origins on the simulated programme, later months hidden.

    uv run python -m tests.bench.projection [--arima FILE] [--date 2026-11-26]

From each origin the landing at the due date and at the year's end is projected and held against
what came, beside simpler projections: as they are, and cut off at the register. With --arima
also beside AutoARIMA (`tests/bench/projection_peers.py`; fitted into FILE unless it is there,
which takes an hour). WAPE is the sum of absolute errors over the sum of what was added; cover
the share of landings inside the 80 % band.
"""

import csv
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.catalogue import settings
from data.sample.chance import Floats, Ints
from metrics.projection import project
from metrics.projection_series import series_of
from tests.bench import projection_speed, report
from tests.bench.projection_cases import PEOPLE, VILLAGES, Case, cases, month
from tests.bench.projection_rivals import RIVALS, Landing, landing

SEEDS = (20160101, 20160102, 20160103)
OURS, ARIMA = "this projection", "AutoARIMA"
DUE, YEAR_END, AFTER = "due date", "year end before it", "year end after it"
SCRIPT = Path(__file__).with_name("projection_peers.py")
Key = tuple[str, str, int, int]


@dataclass
class Score:
    """Sums over areas and origins."""

    missed: float = 0
    moved: float = 0
    inside: int = 0
    judged: int = 0

    def add(self, found: Landing, actual: Floats) -> None:
        increase, low, high = found
        self.missed += float(np.abs(increase - actual).sum())
        self.moved += float(np.abs(actual).sum())
        self.inside += int(((actual >= low - 1e-6) & (actual <= high + 1e-6)).sum())
        self.judged += int((~np.isnan(low)).sum())

    @property
    def text(self) -> str:
        wape, cover = self.missed / self.moved, self.inside / self.judged
        return f"{100 * wape:.0f} % | {100 * cover:.0f} %"


Scores = Mapping[tuple[str, str, str], Score]


def looks(case: Case) -> Iterator[tuple[str, int, Ints, Ints]]:
    """Landing, origin, rows of the areas that have it to come, and the month for each area."""
    for origin in case.origins:
        is_open = case.due > origin
        ends = np.full(len(case.codes), (origin // 12 + 1) * 12)
        yield DUE, origin, np.flatnonzero(is_open), case.due
        if origin % 12:
            yield YEAR_END, origin, np.flatnonzero(is_open), ends
            yield AFTER, origin, np.flatnonzero(~is_open), ends


def landings(
    case: Case, origin: int, areas: Ints, until: Ints
) -> Iterator[tuple[str, Landing]]:
    """Increase, low and high of every method for the areas asked for."""
    look = {"as_of": month(origin), "bound": case.bounds(origin)}
    frames = case.observations(origin), case.targets(until)
    rows = project(*frames, **look, plan_shape=settings().plan_shapes["people_ready"])
    values = rows.select("projected_value", "projected_low", "projected_high").to_numpy()
    yield OURS, (values[areas] - case.value[origin, areas, None]).T
    for is_held in (False, True):
        look["bound"] = case.bounds(origin) if is_held else None
        series = series_of(*frames, **look)
        for name, rival in RIVALS.items():
            found = landing(rival, series, until)[:, areas]
            yield f"{name}, held to the register" if is_held else name, found


def measure(chosen: list[Case], arima: Mapping[Key, Floats]) -> Scores:
    """Scores by landing, level and method."""
    scores: dict[tuple[str, str, str], Score] = defaultdict(Score)
    for case in chosen:
        for kind, origin, areas, until in looks(case):
            if not len(areas):
                continue
            now = case.value[origin, areas]
            actual = case.value[until[areas], areas] - now
            for name, found in landings(case, origin, areas, until):
                scores[kind, case.level, name].add(found, actual)
            if arima and is_fitted(case, kind):
                keys = [(case.name, case.codes[area], origin, until[area]) for area in areas]
                values = np.array([arima[key] for key in keys]).T
                scores[kind, case.level, ARIMA].add(values - now, actual)
    return scores


def is_fitted(case: Case, kind: str) -> bool:
    """Whether AutoARIMA is fitted: the villages of one seed take as long as all the rest."""
    is_first = case.name.startswith(str(SEEDS[0]))
    return kind != AFTER and case.level in PEOPLE[0 if is_first else 1 :]


def table(kind: str, levels: tuple[str, ...], scores: Scores) -> str:
    """One row per method: WAPE and cover at each level."""
    names = dict.fromkeys(
        name for found, level, name in scores if (found, level) == (kind, levels[0])
    )
    head = " | ".join(f"{level}: WAPE | cover" for level in levels)
    lines = [f"| {kind} | {head} |", f"|---|{'--:|' * 2 * len(levels)}"]
    for name in names:
        cells = " | ".join(scores[kind, level, name].text for level in levels)
        lines.append(f"| {name} | {cells} |")
    return "\n".join(lines)


def fitted(chosen: list[Case], path: Path) -> dict[Key, Floats]:
    """Mean, low and high of AutoARIMA by case, area, origin and month; fitted once."""
    if not path.exists():
        wanted: dict[tuple[int, int, int], set[int]] = defaultdict(set)
        for number, case in enumerate(chosen):
            for kind, origin, areas, until in looks(case):
                for area in areas if is_fitted(case, kind) else ():
                    wanted[number, area, origin].add(int(until[area]) - origin)
        series = path.with_suffix(".series.csv")
        with series.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["case", "area", "origin", "ahead", "values"])
            for (number, area, origin), ahead in wanted.items():
                case = chosen[number]
                values = " ".join(f"{value:g}" for value in case.value[1 : origin + 1, area])
                periods = " ".join(map(str, sorted(ahead)))
                writer.writerow([case.name, case.codes[area], origin, periods, values])
        part = path.with_suffix(".part")
        command = ["uv", "run", "--no-project", "--script", SCRIPT, series, part]
        subprocess.run(command, check=True)
        part.rename(path)
    with path.open(newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {
            (name, area, int(origin), int(origin) + int(ahead)): np.array(band, dtype=float)
            for name, area, origin, ahead, *band in rows
        }


def main() -> None:
    arguments = report.parser(__doc__)
    arguments.add_argument("--arima", type=Path, help="results of AutoARIMA, made if missing")
    chosen = arguments.parse_args()
    every = [case for seed in SEEDS for case in cases(seed)]
    scores = measure(every, fitted(every, chosen.arima) if chosen.arima else {})
    wanted = [(kind, PEOPLE) for kind in (DUE, YEAR_END, AFTER)]
    wanted += [(kind, VILLAGES) for kind in (DUE, YEAR_END)]
    tables = "\n\n".join(table(kind, levels, scores) for kind, levels in wanted)
    seeds = ", ".join(map(str, SEEDS))
    report.tell_table(
        "Projection on the simulated programme",
        tables,
        date=chosen.date,
        note=f"Seeds {seeds}; counties and steps from every month, the 163 poor villages from "
        "every third (AutoARIMA's of the first seed); WAPE of what was added, cover of the "
        "80 % band. The first year has the plan's shape.",
    )
    report.tell("Time of one projection", projection_speed.lines(), date=chosen.date)


if __name__ == "__main__":
    main()
