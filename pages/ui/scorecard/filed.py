"""Where a line of a ledger comes from: the file, its row, who sent it when."""

import polars as pl
import streamlit as st

from pages.ui import layout, load, tables
from pages.ui.batch import sent_by
from pages.ui.columns import Column
from pages.ui.messages import t


@st.fragment
def where_from(rows: pl.DataFrame, *, key: str) -> None:
    """A button that opens the files of some lines; there is none on paper.

    Args:
        rows: Lines of a ledger, with import_id and row_number.
        key: Name of the button on its page.
    """
    if layout.is_print():
        return
    popover = st.popover(t("provenance.button"), key=key, on_change="rerun", type="tertiary")
    if not popover.open:
        return
    files = load.batches().select(
        "import_id", "file_name", "sending_office", "filled_in_by", "sent_on", "received_at"
    )
    with popover:
        tables.show(
            rows.select("import_id", "row_number")
            .join(files, on="import_id", how="left", maintain_order="left")
            .with_columns(sent_by()),
            [
                Column("file_name", t("provenance.file_name")),
                Column("row_number", t("provenance.row_number"), "number"),
                Column("sending_office", t("provenance.sending_office")),
                Column("filled_in_by", t("provenance.filled_in_by")),
                Column("sent_on", t("provenance.sent_on"), "date"),
                Column("received_at", t("provenance.received_at"), "date"),
            ],
            title=t("provenance.reports"),
            key=f"{key}_rows",
            dash_note=False,
        )
