"""The floor of every page bench: the same content, computed beforehand, on a bare page.

``FLOOR_VIEWS`` names the file of recorded views; ``choices`` in it has the options of the two
pickers, by code.
"""

import os
import pickle
from pathlib import Path
from typing import Any

import streamlit as st

from tests.bench.recording import replay


@st.cache_resource
def views() -> dict[str, Any]:
    return pickle.loads(Path(os.environ["FLOOR_VIEWS"]).read_bytes())


def picked(name: str, labels: dict[str, str]) -> str:
    """The option chosen; the URL is the truth, as in the app."""
    codes = list(labels)
    st.session_state[name] = st.query_params.get(name, codes[0])
    return st.selectbox(
        name, codes, key=name, format_func=labels.get, on_change=_changed, args=(name,)
    )


def _changed(name: str) -> None:
    st.query_params[name] = st.session_state[name]


st.set_page_config(layout="wide")
with st.sidebar:
    chosen = [picked(name, labels) for name, labels in views()["choices"].items()]
replay(views()[" ".join(chosen)], st)
