"""The batches of the warehouse as a list: ``python -m data history``."""

import json
import unicodedata
from typing import Literal

import polars as pl

from data.catalogue import Language, forms
from data.intake.messages import say, word
from data.warehouse.engine import data_version
from data.warehouse.queries import batches
from data.warehouse.scope import CITY

ListFormat = Literal["table", "json"]

_COLUMNS = {
    "import_id": "history_batch",
    "file_name": "history_file",
    "form_code": "history_form",
    "sending_office": "history_office",
    "sent_on": "history_sent",
    "received_at": "history_received",
    "rows_accepted": "history_rows",
    "batch_state": "history_state",
}


def history(language: Language, list_format: ListFormat) -> str:
    """The batches, newest first: number, file, form, office, date, arrival, rows and state.

    Args:
        language: Of the headers and states of a table; JSON has column names and codes.
        list_format: A table for readers or JSON for scripts.

    Raises:
        WarehouseError: There is no warehouse.
    """
    found = batches(CITY, data_version()).select(*_COLUMNS)
    if list_format == "json":
        return json.dumps(found.to_dicts(), ensure_ascii=False, default=str)
    if found.is_empty():
        return say("no_batches", language)
    return _aligned(found, language)


def _aligned(found: pl.DataFrame, language: Language) -> str:
    names = {code: form.name.of(language) for code, form in forms().items()}
    lines = [[say(key, language) for key in _COLUMNS.values()]]
    for batch in found.iter_rows(named=True):
        batch["form_code"] = names[batch["form_code"]]
        batch["batch_state"] = word(batch["batch_state"], language)
        batch["received_at"] = f"{batch['received_at']:%Y-%m-%d %H:%M}"
        lines.append(
            [
                say("not_given", language) if cell is None else str(cell)
                for cell in batch.values()
            ]
        )
    widths = [max(map(_width, cells)) for cells in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell))
            for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    """Places on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
