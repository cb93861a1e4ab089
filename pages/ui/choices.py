"""The reader's choices: the URL is the truth, a copy in the session refills it.

A choice is a plain code, or several, under one name in the URL. Streamlit's menu drops the
query, so the last codes are kept in the session as well. What a page reads is written back to
the URL in one step at the end of the run (`flush`): a view can then always be sent as a link,
and Back finds every choice where it was. An empty choice is written too, as ``name=``.
"""

from collections.abc import Iterable, Sequence
from typing import NoReturn

import streamlit as st

from pages.ui import formats
from pages.ui.messages import t

_COPY = "choices_copy"
_PENDING = "choices_pending"


def one(name: str, options: Sequence[str], *, default: str) -> str:
    """The code chosen for ``name``; ``default`` may be ``""`` for "none chosen"."""
    codes = many(name, options, default=[default] if default else [])
    return codes[0] if codes else ""


def many(name: str, options: Sequence[str], *, default: Iterable[str] = ()) -> list[str]:
    """The codes chosen for ``name``, in the order given.

    A code of the URL that is not among ``options`` is dropped, and the page says so. A code of
    the session's copy that no longer fits is dropped in silence: the reader chose otherwise.
    """
    allowed = set(options)
    pending = st.session_state.setdefault(_PENDING, {})
    asked = pending.get(name, _in_url(name))
    if asked is None:
        kept = [code for code in _copy().get(name, default) if code in allowed]
    else:
        kept = [code for code in asked if code in allowed]
        if bad := [code for code in asked if code not in allowed]:
            code = t("frame.comma").join(bad)[:40]
            st.warning(formats.plain(t("frame.choice_dropped", name=name, code=code)))
    codes = kept or [code for code in default if code in allowed]
    _copy()[name] = codes
    if _in_url(name) != codes:
        pending[name] = codes
    return codes


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


def in_force() -> dict[str, list[str]]:
    """Every choice of the view on screen by name, for a link to another view of it."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    return {**asked, **st.session_state.get(_PENDING, {})}


def flush() -> None:
    """Write what was read in this run and stands not yet in the URL; app.py calls it last."""
    if pending := st.session_state.pop(_PENDING, None):
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
