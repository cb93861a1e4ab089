"""The reader's choices: the URL is the truth; links carry them from page to page.

A choice is a plain code, or several, under one name in the URL. The shared ones always stand
there, so that a view can be sent as a link and means the same tomorrow; others do once they
differ from what a page shows without them. A page that finds everything in its link writes
nothing back, and so one Back leaves it (`flush`). The session keeps the last codes for links to
other pages (`carried`). An empty choice is written as ``name=``.
"""

from collections.abc import Iterable, Sequence
from typing import NoReturn

import streamlit as st

from pages.ui import formats
from pages.ui.messages import t

SHARED = ("as_of", "area", "lang")
_COPY = "choices_copy"
_PENDING = "choices_pending"
_VIEW = "choices_view"
_PAGES = "choices_pages"


def one(name: str, options: Sequence[str], *, default: str) -> str:
    """The code chosen for ``name``; ``default`` may be ``""`` for "none chosen"."""
    codes = many(name, options, default=[default] if default else [])
    return codes[0] if codes else ""


def many(name: str, options: Sequence[str], *, default: Iterable[str] = ()) -> list[str]:
    """The codes chosen for ``name``, in the order given; ``default`` where the URL has none.

    A code that is not among ``options`` is dropped, and the page says so.
    """
    allowed = set(options)
    pending = st.session_state.setdefault(_PENDING, {})
    usual = [code for code in default if code in allowed]
    asked = pending.get(name, _in_url(name))
    kept = [code for code in asked or () if code in allowed]
    if bad := [code for code in asked or () if code not in allowed]:
        code = t("frame.comma").join(bad)[:40]
        st.warning(formats.plain(t("frame.choice_dropped", name=name, code=code)))
    codes = kept or usual
    _remember(name, codes, usual)
    if _in_url(name) != codes and (name in SHARED or bad):
        pending[name] = codes
    return codes


def _remember(name: str, codes: list[str], usual: list[str]) -> None:
    """Keep what differs from the usual for links, and whose choice it is."""
    page = st.session_state.get("page")
    st.session_state.setdefault(_PAGES, {})[name] = page.url_path if page else ""
    if name in SHARED or codes != usual:
        _copy()[name] = codes
    else:
        _copy().pop(name, None)


def put(name: str, *codes: str) -> None:
    """Set a choice from a callback or a click; no codes means "none"."""
    put_all({name: list(codes)})


def put_all(changes: dict[str, list[str]]) -> None:
    """Set several choices in one step, so that Back undoes them together."""
    _copy().update(changes)
    st.query_params.update({name: codes or "" for name, codes in changes.items()})


def has_been_asked(name: str) -> bool:
    """Whether any page of this session has such a choice."""
    return name in _copy()


def carried(page: str) -> dict[str, list[str]]:
    """What a link to a page carries: the shared choices, and its own unusual ones.

    A choice of another page, even of the same name, may have no sense there.

    Args:
        page: Path of the page in the URL.
    """
    pages = st.session_state.get(_PAGES, {})
    return {
        name: codes or [""]
        for name, codes in _copy().items()
        if name in SHARED or pages.get(name) == page
    }


def in_force() -> dict[str, list[str]]:
    """Every choice of the view on screen by name, for a link to another view of it."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    return {**asked, **st.session_state.get(_PENDING, {})}


def flush() -> None:
    """Write what was read in this run and stands not yet in the URL; app.py calls it last.

    A link to another view of the same page reaches the script and not the address bar, so the
    URL is written where the view has changed.
    """
    pending = st.session_state.pop(_PENDING, {})
    view, last = st.query_params.get("view", ""), st.session_state.get(_VIEW)
    st.session_state[_VIEW] = view
    if last is not None and view != last:
        pending = {name: st.query_params.get_all(name) for name in st.query_params} | pending
    if pending:
        st.query_params.update({name: codes or "" for name, codes in pending.items()})


def stop() -> NoReturn:
    """End the page here; `st.stop` alone would also stop app.py before it calls `flush`."""
    flush()
    st.stop()


def _in_url(name: str) -> list[str] | None:
    codes = st.query_params.get_all(name)
    return [code for code in codes if code] if codes else None


def _copy() -> dict[str, list[str]]:
    return st.session_state.setdefault(_COPY, {})
