"""``python -m data create | sample | import | history | check``: the warehouse by hand.

Exit status: 0 done, 1 a sentence on stderr says why not (or a file was refused), 2 wrong usage,
130 stopped with Ctrl-C.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from tqdm import tqdm

from data.catalogue import Language, forms
from data.errors import ProgrammeError
from data.intake.command import import_files
from data.intake.failures import told_failure
from data.intake.health import check_warehouse
from data.intake.history import history
from data.intake.matching.heads import choice
from data.intake.messages import say
from data.intake.problems import UnreadableFileError
from data.intake.report import report
from data.intake.validation.periods import last_day
from data.warehouse.snapshots import warehouse_home

SAMPLE_THROUGH = "2018-09"
STOPPED = 130


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit status."""
    language = _language(arguments)
    try:
        options = _parser(language).parse_args(arguments)
        command: Callable[[argparse.Namespace, Language], int] = options.command
        return command(options, language)
    except ProgrammeError as error:
        print(told_failure(error, language), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(say("interrupted", language), file=sys.stderr)
        return STOPPED


def _language(arguments: Sequence[str]) -> Language:
    """Language of help and output: ``--lang``, else the terminal's, else Chinese."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--lang")
    asked = first.parse_known_args(arguments)[0].lang
    settings = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = asked or next(filter(None, settings), "")
    return "en" if wanted.startswith("en") else "zh"


def _parser(language: Language) -> argparse.ArgumentParser:
    def words(key: str) -> str:
        return say(key, language)

    either = argparse.ArgumentParser(add_help=False)
    either.add_argument("--lang", choices=("zh", "en"), help=words("help_lang"))
    parser = argparse.ArgumentParser(
        prog="python -m data", description=words("help_program"), parents=[either]
    )
    add = parser.add_subparsers(required=True).add_parser

    create = add("create", help=words("help_create"), parents=[either])
    create.add_argument("--empty", action="store_true", help=words("help_empty"))
    create.set_defaults(command=_create, through=last_day(SAMPLE_THROUGH), seed=None)

    sample = add("sample", help=words("help_sample"), parents=[either])
    sample.add_argument(
        "--through", type=_month, default=SAMPLE_THROUGH, help=words("help_through")
    )
    sample.add_argument("--seed", type=int, help=words("help_seed"))
    sample.set_defaults(command=_sample)

    files = add("import", help=words("help_import"), parents=[either])
    files.add_argument("files", nargs="+", type=Path, help=words("help_files"))
    files.add_argument("--form", choices=list(forms()), help=words("help_form"))
    files.add_argument("--crs", type=_coordinate_system, help=words("help_crs"))
    files.add_argument("--accept-good", action="store_true", help=words("help_accept_good"))
    files.set_defaults(command=_import)

    batches = add("history", help=words("help_history"), parents=[either])
    batches.add_argument(
        "--format", choices=("table", "json"), default="table", help=words("help_format")
    )
    batches.set_defaults(command=_history)

    check = add("check", help=words("help_check"), parents=[either])
    check.set_defaults(command=_check)
    return parser


def _month(text: str) -> date:
    found = last_day(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r}: YYYY-MM")
    return found


def _coordinate_system(text: str) -> str:
    line = forms()["works"].header_fields["coordinate_system"]
    try:
        return choice(line, text)
    except UnreadableFileError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error.detail}, EPSG:4547") from error


class _Bar:
    """Progress on stderr, shown only on a terminal."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._bar = tqdm(total=100, disable=None, leave=False, bar_format="{l_bar}{bar}")

    def __call__(self, fraction: float, message_key: str, detail: str = "") -> None:
        self._bar.set_description_str(f"{say(message_key, self._language)} {detail}".strip())
        self._bar.update(round(100 * fraction) - self._bar.n)
        if fraction >= 1:
            self._bar.close()


def _create(options: argparse.Namespace, language: Language) -> int:
    if not options.empty:
        return _sample(options, language)
    # Making a warehouse pulls in the package of the outlines, which takes seconds to import.
    from data.warehouse.create import create_warehouse

    home = warehouse_home()
    for lacking in create_warehouse(home, data_class="real"):
        print(told_failure(lacking, language), file=sys.stderr)
    print(say("created", language, home=home))
    return 0


def _sample(options: argparse.Namespace, language: Language) -> int:
    from data.sample.command import make_sample

    home, bar = warehouse_home(), _Bar(language)
    seed = {} if options.seed is None else {"seed": options.seed}
    make_sample(
        home,
        through=options.through,
        progress=lambda fraction: bar(fraction, "making_sample"),
        **seed,
    )
    print(say("sample_made", language, home=home))
    return 0


def _import(options: argparse.Namespace, language: Language) -> int:
    results = import_files(
        options.files,
        home=warehouse_home(),
        form=options.form,
        accept_good=options.accept_good,
        system=options.crs,
        progress=_Bar(language),
        language=language,
    )
    for line in report(results, language):
        print(line)
    return int(any(result.state == "refused" for result in results))


def _history(options: argparse.Namespace, language: Language) -> int:
    print(history(language, options.format))
    return 0


def _check(_: argparse.Namespace, language: Language) -> int:
    health = check_warehouse(warehouse_home(), language)
    for line in [*health.facts, *health.problems]:
        print(line)
    count = len(health.problems)
    verdict = "check_problems" if count else "check_fine"
    print(say(verdict, language, count=count))
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
