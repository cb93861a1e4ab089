"""For whom a run reads which version of the data, and what it read before."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import streamlit as st

from data.warehouse import engine, queries
from data.warehouse.scope import CITY, Scope

_VERSION = "data_version"
READS = 128

_reading: ContextVar[tuple[Scope, str] | None] = ContextVar("_reading", default=None)


def begin_run() -> None:
    """Ask once per run which version of the data is current; fragments keep the page's."""
    st.session_state[_VERSION] = engine.data_version()


def scope() -> Scope:
    """What this reader may see."""
    return pinned[0] if (pinned := _reading.get()) else CITY


def data_version() -> str:
    """Version of the data that this run shows."""
    if pinned := _reading.get():
        return pinned[1]
    if _VERSION not in st.session_state:
        begin_run()
    return st.session_state[_VERSION]


@contextmanager
def reading(scope: Scope, version: str) -> Iterator[None]:
    """Read for this scope and version inside the block, whoever's session it is."""
    token = _reading.set((scope, version))
    try:
        yield
    finally:
        _reading.reset(token)


# Streamlit's caches copy what they hold or hash what they are asked for, 0.1 to 1 ms each time,
# and a page asks forty times.
@lru_cache(maxsize=READS)
def _read(scope: Scope, version: str, name: str, arguments: tuple[tuple[str, Any], ...]) -> Any:
    return getattr(queries, name)(scope, version, **dict(arguments))


def query(name: str, **arguments: Any) -> Any:
    """What one of `data.warehouse.queries` answers for this reader and version."""
    return _read(scope(), data_version(), name, tuple(sorted(arguments.items())))
