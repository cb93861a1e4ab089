"""What a click tells of a table's row beside what the table shows."""

from collections.abc import Mapping, Sequence
from typing import Any

from pages.ui import formats
from pages.ui.columns import Column, text
from pages.ui.messages import t


def told(columns: Sequence[Column], row: Mapping[str, Any]) -> str:
    """The columns that otherwise the file alone has, as Markdown, one on a line."""
    # Two spaces before a line break keep the lines apart in Markdown.
    return "  \n".join(
        formats.plain(f"{column.title}{t('frame.colon')}{text(column, row)}")
        for column in columns
        if column.in_file and row[column.name] not in (None, "")
    )
