"""What each item of a county's card scores, and its part of the total."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from metrics import item_score
from metrics.score_kinds import WORKS
from pages.ui import formats
from pages.ui.messages import t


def with_scores(lines: pl.DataFrame, scores: pl.DataFrame) -> pl.DataFrame:
    """The lines of a table of items with two more columns of text.

    Args:
        lines: Result of `pages.ui.scorecard.items.lines`.
        scores: Result of `metrics.score_items.items` for the county; no rows: it has no task.

    Returns:
        The lines with score (of 100; empty where nothing is due) and part (what the item adds
        to the total, of what it would at full score; else why it adds nothing).
    """
    rows = scores.select("indicator_code", "score", "weight", "is_counted", "assessment_area")
    texts = pl.DataFrame(
        [_texts(row) for row in rows.iter_rows(named=True)],
        schema=dict.fromkeys(("indicator_code", "score", "part"), pl.String),
    )
    return lines.join(
        texts, on="indicator_code", how="left", maintain_order="left"
    ).with_columns(pl.col("score", "part").fill_null(""))


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    texts = {"indicator_code": row["indicator_code"], "score": "", "part": ""}
    if row["score"] is None:
        return texts
    texts["score"] = formats.number(row["score"], 1)
    if row["weight"] is not None:
        part, full = (
            formats.number(row["weight"] * score, 1)
            for score in (row["score"], item_score.FULL)
        )
        texts["part"] = t("assess.part_of", part=part, full=full)
    elif row["assessment_area"] == WORKS:
        texts["part"] = t("assess.beside")
    elif not row["is_counted"]:
        texts["part"] = t("assess.counted_once")
    return texts
