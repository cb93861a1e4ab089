"""How far projects have come, as a map and its legend show it: late ones apart."""

import polars as pl

from pages.ui.messages import t

# The most urgent first; a village is shown as the first of those of its projects.
CLASSES = (
    *("not_started", "late", "under_way", "winter_stop"),
    *("preparing", "planned", "complete", "accepted"),
)
SHAPES = dict(zip(CLASSES, "■◆●✳◐○◎✔", strict=True))
COLOURS = dict(
    zip(
        CLASSES,
        ("red", "orange", "blue", "violet", "gray", "gray", "green", "green"),
        strict=True,
    )
)


def classed(rows: pl.DataFrame) -> pl.DataFrame:
    """The projects with ``look``, one of `CLASSES`.

    Who wasn't started in time is red, who wasn't completed in time orange, also while nobody
    can build; everybody else has the colour of his state.

    Args:
        rows: state (of works.yml) and is_late, such as `metrics.works_projects.projects` gives.
    """
    is_slow = pl.col("is_late") & (pl.col("state") != "not_started")
    return rows.with_columns(look=pl.when(is_slow).then(pl.lit("late")).otherwise("state"))


def of_places(rows: pl.DataFrame, place: str = "area_code") -> pl.DataFrame:
    """One row per place with the most urgent class of its projects: ``place``, look."""
    order = pl.col("look").cast(pl.Enum(CLASSES))
    return (
        rows.sort(order)
        .unique(place, keep="first", maintain_order=True)
        .select(place, "look")
        .sort(place)
    )


def counts(rows: pl.DataFrame) -> list[tuple[str, int]]:
    """Classes that occur, the most urgent first, with their number of rows."""
    found = dict(rows.group_by("look").len().iter_rows())
    return [(code, found[code]) for code in CLASSES if code in found]


def word(code: str) -> str:
    """A class as shape and word: ``■ 未开工``."""
    return f"{SHAPES[code]} {t(f'works.class_{code}')}"
