"""What the processes that read files of strangers share: limits, and how they refuse a file.

Standard library only: a process takes in no more than its reader needs.
"""

import json
import sys
from collections.abc import Callable

if sys.platform != "win32":
    import resource

REFUSED = 3
"""Exit status when the file is refused; the reason is JSON on stderr."""

OUTPUT = 512 * 1024 * 1024


class FileRefusedError(Exception):
    """The file is hostile, broken or too big.

    Attributes:
        problem_code: Key under ``problems`` in messages.yml.
        detail: What the sentence names: a cell, a number.
    """

    def __init__(self, problem_code: str, detail: str = "") -> None:
        super().__init__(f"{problem_code}: {detail}")
        self.problem_code = problem_code
        self.detail = detail


def limit_resources(*, memory: int, seconds: int) -> None:
    """Memory, time and output of this process; Windows has only its caller's patience."""
    if sys.platform != "win32":
        for limit, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, OUTPUT),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(limit, (most, most))


def answer(convert: Callable[[], object]) -> int:
    """Convert one file and print what there is to say of it; returns the exit status."""
    try:
        said = convert()
    except FileRefusedError as error:
        print(json.dumps([error.problem_code, error.detail]), file=sys.stderr)
        return REFUSED
    print(json.dumps(said))
    return 0
