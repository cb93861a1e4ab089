"""Map layers have no lines above their table: what stands there is a field in a layer.

Such a field says the same of every feature: 报送单位, 报送日期, 数据性质.
"""

from collections.abc import Collection
from dataclasses import replace

import polars as pl

from data.intake.matching.headers import Match
from data.intake.matching.words import plain


def head_columns(found: Match, table: pl.DataFrame) -> dict[int, list[str]]:
    """Head lines of a layer: name and value by the position of the field they come from."""
    names = {
        plain(name)
        for each in found.form.header_fields.values()
        for name in (each.code, each.name.zh, each.name.en, *each.aliases)
    }
    lines = {}
    for position, name in found.unknown:
        values = table[str(position)].drop_nulls().unique()
        if plain(name) in names and len(values) == 1:
            lines[position] = [name, str(values[0])]
    return lines


def without(found: Match, positions: Collection[int]) -> Match:
    """The match without some of its unknown columns."""
    left = tuple(column for column in found.unknown if column[0] not in positions)
    return replace(found, unknown=left)
