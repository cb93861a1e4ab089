"""Answers worked out once for a version of the data (docs/decisions/answers-are-kept.md)."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from data.warehouse.scope import Scope
from pages.ui import load

ANSWERS = 128
Answer = TypeVar("Answer")


def kept(answer: Callable[..., Answer]) -> Callable[..., Answer]:
    """Keep what a function answers, by scope, version of the data and its arguments.

    It is for metrics of what `pages.ui.load` reads, which nothing else decides: a version never
    changes, so an answer can't be stale. Words have no place in one, for they depend on the
    reader's language. All readers get the very same frame, so nobody changes one in place.

    Args:
        answer: Takes hashable arguments, by name.
    """

    @lru_cache(maxsize=ANSWERS)
    def answered(scope: Scope, version: str, arguments: tuple[tuple[str, Any], ...]) -> Answer:
        with load.reading(scope, version):
            return answer(**dict(arguments))

    @wraps(answer)
    def ask(**arguments: Any) -> Answer:
        return answered(load.scope(), load.data_version(), tuple(sorted(arguments.items())))

    return ask
