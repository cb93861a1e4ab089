"""What is still to be completed around a village."""

import polars as pl
import streamlit as st

from data.catalogue import settings
from pages.ui import formats, tables
from pages.ui.columns import Column
from pages.ui.messages import t
from pages.ui.works import classes, frames, overlays, picking, words
from pages.ui.works.view import View

METRES = 1000


def draw(village: str, rows: pl.DataFrame, seen: View) -> None:
    """The projects of the view that aren't complete, the nearest first.

    Args:
        village: Code of the village.
        rows: The projects of the view.
        seen: What is looked at.
    """
    limit = formats.number(settings().works_around_m / METRES)
    found = frames.around().filter(area_code=village)
    near = found.join(
        rows.filter(pl.col("finished_on").is_null()), on="work_code", maintain_order="left"
    )
    if near.is_empty():
        st.caption(t("works.nothing_around", limit=limit))
        return
    is_schematic = bool(near["is_schematic"].any())
    told = [
        {
            "name": row["work_name"] or row["work_code"],
            "state": classes.word(row["look"]),
            "distance": row["distance_m"] / METRES,
            "days_late": row["days_late"],
            "owner": words.owner(row),
            "work_code": row["work_code"],
        }
        for row in near.iter_rows(named=True)
    ]
    tables.show(
        pl.DataFrame(told, infer_schema_length=None),
        [
            Column("name", t("works.project")),
            Column("state", t("works.state_title")),
            # Of made-up places the distance is one on the map, and says nothing of the country.
            *([] if is_schematic else [Column("distance", t("works.distance"), "number", 1)]),
            Column("days_late", t("works.late_days"), "number"),
            Column("owner", t("works.owner")),
        ],
        title=tables.heading(
            t("works.around", limit=limit, count=formats.number(near.height)),
            time=formats.month(seen.as_of),
            scope=overlays.title(seen, village),
            unit=t("works.days"),
        ),
        key="works_around",
        note=t("works.around_schematic") if is_schematic else "",
        picks=picking.WORK,
        codes="work_code",
        dash_note=False,
    )
