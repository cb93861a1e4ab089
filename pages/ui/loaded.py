"""What a process has loaded for good, kept out of the rounds of the garbage collector."""

import gc
import sys
from threading import Lock

_lock = Lock()
_modules = 0


def set_aside() -> None:
    """Take what lives as long as the process out of the collector's rounds.

    Streamlit collects after every run, and walking through the modules of plotly, polars and
    the app took most of a change of month (docs/decisions/what-is-loaded-for-good.md).
    Only a run that has loaded modules sets aside again: what sessions leave is collected.
    """
    global _modules
    with _lock:
        if len(sys.modules) > _modules:
            gc.collect()
            gc.freeze()
            _modules = len(sys.modules)
