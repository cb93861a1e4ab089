"""Widgets that are choices: drawn from the URL, written to it on change."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.ui import choices, formats, layout
from pages.ui.messages import t


def selectbox(
    name: str,
    label: str,
    options: Sequence[str],
    *,
    default: str,
    format_func: Callable[[str], str],
    clears: Sequence[str] = (),
    **settings: Any,
) -> str:
    """A select of one code.

    Args:
        name: Name of the choice, in the URL and as the widget's key.
        label: What the reader reads above it.
        options: The codes, in order.
        default: Code chosen while the reader has chosen none.
        format_func: What the reader reads for a code.
        clears: Names of choices that lose their sense when this one changes.
        settings: Passed on to `st.selectbox`, such as ``help`` or ``label_visibility``.
    """
    st.session_state[name] = choices.one(name, options, default=default)
    return st.selectbox(
        label,
        options,
        key=name,
        format_func=_labels(options, format_func),
        on_change=_changed,
        args=(name, tuple(clears)),
        **settings,
    )


def segmented(
    name: str,
    label: str,
    options: Sequence[str],
    *,
    default: str,
    format_func: Callable[[str], str],
    **settings: Any,
) -> str:
    """A row of buttons that is a choice; exactly one is always chosen. On paper its words."""
    if layout.is_print():
        chosen = choices.one(name, options, default=default)
        st.markdown(formats.plain(f"{label}{t('frame.colon')}{format_func(chosen)}"))
        return chosen
    st.session_state[name] = choices.one(name, options, default=default)
    return st.segmented_control(
        label,
        options,
        key=name,
        format_func=_labels(options, format_func),
        required=True,
        on_change=_changed,
        args=(name, ()),
        **settings,
    )


def slider(
    name: str,
    label: str,
    options: Sequence[str],
    *,
    default: str,
    format_func: Callable[[str], str],
) -> str:
    """A slider over some codes in their order; exactly one is always chosen."""
    st.session_state[name] = choices.one(name, options, default=default)
    return st.select_slider(
        label,
        options,
        key=name,
        format_func=_labels(options, format_func),
        on_change=_changed,
        args=(name, ()),
    )


def multiselect(
    name: str, label: str, options: Sequence[str], *, format_func: Callable[[str], str]
) -> list[str]:
    """A list of codes that is a choice; none chosen means no filter."""
    st.session_state[name] = choices.many(name, options)
    return st.multiselect(
        label,
        options,
        key=name,
        format_func=_labels(options, format_func),
        placeholder=t("frame.any"),
        on_change=_changed,
        args=(name, ()),
    )


def toggle(name: str, label: str) -> bool:
    """A switch that is a choice: ``yes`` or none in the URL. On paper it isn't drawn."""
    is_on = bool(choices.one(name, ["yes"], default=""))
    if layout.is_print():
        return is_on
    st.session_state[name] = is_on
    return st.toggle(label, key=name, on_change=_changed, args=(name, ()))


def _labels(options: Sequence[str], format_func: Callable[[str], str]) -> Callable[[str], str]:
    """The words for every code as they are in this run, whoever asks for them later."""
    return {code: format_func(code) for code in options}.__getitem__


def _changed(name: str, clears: tuple[str, ...]) -> None:
    value = st.session_state[name]
    if isinstance(value, bool):
        value = "yes" if value else None
    codes = value if isinstance(value, list) else [value] if value else []
    choices.put_all(
        {name: codes, **{cleared: [] for cleared in clears if choices.has_been_asked(cleared)}}
    )
