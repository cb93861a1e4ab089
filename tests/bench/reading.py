"""Reading and metrics of one page without its drawing, beside its selects straight in DuckDB.

A page is run as in a test, and the time inside `metrics` and inside what reads or keeps is
added up. First: a month that this process shows for the first time. Warm: the same month again.
The floor are the selects that the first look sent, on the same file, with their results as
frames.
"""

import functools
import os
import sys
import tempfile
import time
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from data.warehouse.engine import data_version, open_version
from tests.bench import recording, report, views
from tests.bench.report import Line, percentile

# What counts as reading and metrics, seen from a page; its own words and figures don't.
COUNTED = ("metrics.", "pages.ui.load", "pages.ui.kept")
AREA = "230100"


@dataclass
class Watch:
    """Time inside what is counted, and the selects that were sent."""

    seconds: float = 0.0
    depth: int = 0
    selects: list[tuple[str, Any]] = field(default_factory=list)

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function; only the outermost call on the clock."""

        @functools.wraps(function)
        def run(*arguments: Any, **settings: Any) -> Any:
            self.depth += 1
            started = time.perf_counter()
            try:
                return function(*arguments, **settings)
            finally:
                self.depth -= 1
                if self.depth == 0:
                    self.seconds += time.perf_counter() - started

        return run

    def look(self, app: AppTest, month: str) -> float:
        """Milliseconds of reading and metrics of one look at a month."""
        self.seconds = 0.0
        app.sidebar.selectbox(key="as_of").set_value(month).run()
        assert not app.exception, app.exception
        return self.seconds * 1000


@contextmanager
def watched() -> Iterator[Watch]:
    """A watch on every counted function that a module of `pages` uses."""
    watch = Watch()
    replaced: list[tuple[types.ModuleType, str, Any]] = []
    for name, module in list(sys.modules.items()):
        if not name.startswith("pages."):
            continue
        for attribute, value in list(vars(module).items()):
            if _is_counted(value):
                replaced.append((module, attribute, value))
                setattr(module, attribute, watch.timed(value))
    try:
        yield watch
    finally:
        for module, attribute, value in replaced:
            setattr(module, attribute, value)


def _is_counted(value: Any) -> bool:
    if not isinstance(value, types.FunctionType) or value.__name__ == "kept":
        return False
    # What is kept is a function of its page's module, made by another one.
    made_in = value.__code__.co_filename.replace("/", ".")
    return any(part in f"{value.__module__}." or part in made_in for part in COUNTED)


def measure(page: str) -> list[Line]:
    """The lines of one page."""
    script = views.SCRIPTS[page]
    app = AppTest.from_file(recording.APP, default_timeout=120)
    app.query_params.update({"lang": "zh", "as_of": "2016-01", "area": AREA})
    app.run()
    if script:
        app.switch_page(script).run()
    engine = open_version(data_version())
    with watched() as watch:

        def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            watch.selects.append((statement, parameters))

        event.listen(engine, "before_cursor_execute", note)
        first = [watch.look(app, month) for month in views.MONTHS]
        event.remove(engine, "before_cursor_execute", note)
        sent = list(watch.selects)
        warm = [watch.look(app, month) for month in views.MONTHS]
    straight = _straight(sent) / len(views.MONTHS)
    count = len(sent) / len(views.MONTHS)
    return [
        Line(f"{page}: reading and metrics, first", percentile(first, 0.5), None, "ms", 150),
        Line(f"{page}: reading and metrics, warm", percentile(warm, 0.5), None, "ms", 30),
        Line(
            f"{page}: first, beside its {count:.0f} selects alone",
            percentile(first, 0.5),
            straight,
            "ms",
            2,
        ),
        Line(f"{page}: warm, beside the same", percentile(warm, 0.5), straight, "ms", 2),
    ]


def _straight(selects: list[tuple[str, Any]]) -> float:
    """Milliseconds of the selects on DuckDB's own connection, results as frames."""
    with open_version(data_version()).connect() as connection:
        native = connection.connection.driver_connection
        assert native is not None
        took = []
        for _ in range(3):
            started = time.perf_counter()
            for statement, parameters in selects:
                native.execute(statement, parameters).pl()
            took.append(time.perf_counter() - started)
    return percentile(took, 0.5) * 1000


def main() -> None:
    arguments = report.parser(__doc__)
    arguments.add_argument("pages", nargs="*", default=list(views.SCRIPTS), help="page codes")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WAREHOUSE_URL"] = f"duckdb:///{views.home_of(Path(folder))}"
        lines = [line for page in chosen.pages for line in measure(page)]
    report.tell("Reading and metrics of one page", lines, date=chosen.date)


if __name__ == "__main__":
    main()
