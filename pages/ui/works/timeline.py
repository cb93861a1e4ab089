"""The month a map of works shows: a slider, steps, and a run through all months."""

import time
from datetime import date

import streamlit as st

from pages.ui import choices, formats, layout
from pages.ui.filters import month_codes, month_end
from pages.ui.messages import t

CHOICE, SLIDER, PLAYED = "map_month", "works_slider", "works_played"
SECONDS = 0.6


def chosen(*, first: date, as_of: date) -> date:
    """The month the reader chose, or the one that is being played; without a choice ``as_of``.

    Args:
        first: First month that can be shown.
        as_of: The last one: what comes later isn't known.
    """
    codes = month_codes(first, as_of)[::-1]
    code = choices.one(CHOICE, codes, default="") or codes[-1]
    if layout.is_print():
        month = formats.month(month_end(code))
        st.markdown(formats.plain(f"{t('works.month')}{t('frame.colon')}{month}"))
        return month_end(code)
    played = st.session_state.get(PLAYED)
    is_playing = played in codes
    _buttons(codes, played if is_playing else code, is_playing=is_playing)
    return month_end(played if is_playing else code)


def _buttons(codes: list[str], code: str, *, is_playing: bool) -> None:
    place = codes.index(code)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(width=300):
            _slider(codes, code, is_playing=is_playing)
        for name, sign, target in (("earlier", "◀", place - 1), ("later", "▶", place + 1)):
            st.button(
                sign,
                key=f"works_{name}",
                help=t(f"works.month_{name}"),
                disabled=is_playing or not 0 <= target < len(codes),
                on_click=_put,
                args=(codes, codes[target % len(codes)]),
            )
        label = t("works.pause" if is_playing else "works.play")
        st.button(label, key="works_play", on_click=_toggle, args=(codes, code))


def _slider(codes: list[str], code: str, *, is_playing: bool) -> None:
    """Months to choose from; while they are played, how far the run has come."""
    if is_playing:
        share = (codes.index(code) + 1) / len(codes)
        st.progress(share, text=formats.month(month_end(code)))
        return
    if len(codes) == 1:
        st.caption(formats.month(month_end(code)))
        return
    st.session_state[SLIDER] = code
    st.select_slider(
        t("works.month"),
        codes,
        key=SLIDER,
        on_change=lambda: _put(codes, st.session_state[SLIDER]),
    )


def _put(codes: list[str], code: str) -> None:
    """Make a month the choice; the last one is none, so that it moves with the page's."""
    choices.put(CHOICE, *([] if code == codes[-1] else [code]))


def _toggle(codes: list[str], code: str) -> None:
    """Begin at the start where the last month is shown; where it stops is the choice."""
    played = st.session_state.pop(PLAYED, None)
    if played:
        _put(codes, played)
    else:
        st.session_state[PLAYED] = codes[0] if code == codes[-1] else code


def go_on(*, first: date, as_of: date) -> None:
    """Show the next month of a run; the fragment calls it after it has drawn one."""
    played = st.session_state.get(PLAYED)
    codes = month_codes(first, as_of)[::-1]
    if played not in codes:
        return
    place = codes.index(played)
    time.sleep(SECONDS)
    if place + 1 == len(codes):
        stop()
        _put(codes, played)
    else:
        st.session_state[PLAYED] = codes[place + 1]
    st.rerun(scope="fragment")


def stop() -> None:
    """End a run: the page itself is drawn anew."""
    st.session_state.pop(PLAYED, None)
