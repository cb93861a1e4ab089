"""Which file a row of a ledger came with: file, row, sender, day."""

import polars as pl
import streamlit as st

from pages.ui import formats, load
from pages.ui.messages import t


def sent_by() -> pl.Expr:
    """The column sending_office in words: a file that names no office is no file of nobody."""
    return pl.col("sending_office").fill_null(t("provenance.no_office"))


def where_from(import_id: int, row_number: int) -> None:
    """One line on the batch of a row.

    Args:
        import_id: The batch.
        row_number: Row in the sender's own file.
    """
    found = load.batches().filter(pl.col("import_id") == import_id)
    if found.is_empty():
        return
    file = found.row(0, named=True)
    line = t(
        "provenance.batch",
        file=file["file_name"],
        row=formats.number(row_number),
        office=file["sending_office"] or t("provenance.no_office"),
        day=formats.day(file["received_at"].date()),
    )
    st.caption(formats.plain(line))
