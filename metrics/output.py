"""Frames as text for scripts: a table to look at, CSV, or JSON."""

import json
import math
import os
import sys
from datetime import date
from typing import Any, Literal, get_args

import polars as pl

Format = Literal["table", "csv", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)


def written(rows: pl.DataFrame, form: Format) -> str:
    """The rows as text.

    JSON is a list of objects with ISO dates and null for what isn't there; what isn't a finite
    number is null too, since JSON has no word for it. In CSV lists are
    joined by a vertical bar, and lists of rows left out, as in the table; the table is for the
    eye and may wrap.
    """
    if form == "json":
        return json.dumps(
            _finite(rows.to_dicts()),
            ensure_ascii=False,
            indent=1,
            default=_iso,
            allow_nan=False,
        )
    flat = rows.drop(
        name
        for name, kind in rows.schema.items()
        if isinstance(kind, pl.List) and isinstance(kind.inner, pl.Struct)
    )
    flat = flat.with_columns(
        pl.col(name).list.join("|") for name, kind in flat.schema.items() if kind == pl.List
    )
    if form == "csv":
        return flat.write_csv(float_precision=None).rstrip("\n")
    with pl.Config(
        tbl_rows=-1,
        tbl_cols=-1,
        tbl_width_chars=-1,
        tbl_hide_dataframe_shape=True,
        tbl_hide_column_data_types=True,
        fmt_str_lengths=40,
    ):
        return str(flat)


def show(text: str) -> None:
    """Print an answer; a reader that stops early, such as head, had enough."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # What is still buffered goes nowhere, or the interpreter would complain about it on its
        # way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _finite(value: Any) -> Any:
    """A row, a list or a value with null for floats that are no finite number."""
    if isinstance(value, dict):
        return {name: _finite(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_finite(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in JSON")
