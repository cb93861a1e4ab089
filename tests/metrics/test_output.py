"""Frames as text that other programs read."""

import json
from datetime import date

import polars as pl

from metrics.output import written


def test_json_holds_no_word_that_is_none_of_json():
    odd = [float("nan"), float("inf"), float("-inf"), 1.5]
    rows = pl.DataFrame(
        {
            "value": odd,
            "values": [odd] * 4,
            "parts": [[{"value": each}] for each in odd],
            "day": [date(2018, 9, 30)] * 4,
        }
    )

    def refuse(word):
        raise AssertionError(word)

    found = json.loads(written(rows, "json"), parse_constant=refuse)
    assert [row["value"] for row in found] == [None, None, None, 1.5]
    assert found[0]["values"] == [None, None, None, 1.5]
    assert [row["parts"] for row in found[2:]] == [[{"value": None}], [{"value": 1.5}]]
    assert found[0]["day"] == "2018-09-30"
