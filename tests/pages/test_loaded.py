"""What is loaded for good is set aside once; what a session leaves is collected."""

import gc
import sys
import weakref
from types import ModuleType

import pytest

from pages.ui import loaded


class Circle:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.self = self


def test_sets_aside_only_when_modules_were_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "a_page_opened_first", ModuleType("a_page_opened_first"))
    loaded.set_aside()
    before = gc.get_freeze_count()
    assert before > 0

    later = [Circle() for _ in range(100)]
    loaded.set_aside()
    assert gc.get_freeze_count() < before + len(later)


def test_what_comes_later_is_still_collected() -> None:
    loaded.set_aside()
    left = weakref.ref(Circle())
    gc.collect()
    assert left() is None
