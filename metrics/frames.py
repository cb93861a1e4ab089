"""What the metric functions may expect of a frame."""

import polars as pl

from data.errors import MissingColumnsError


def require(frame: pl.DataFrame, name: str, *columns: str) -> None:
    """Raise MissingColumnsError unless ``frame`` has all of ``columns``."""
    if missing := [column for column in columns if column not in frame.columns]:
        raise MissingColumnsError(f"{name} lacks {', '.join(missing)}; it has {frame.columns}")
