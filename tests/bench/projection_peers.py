# /// script
# requires-python = ">=3.11"
# dependencies = ["statsforecast==2.1.1", "pandas<3"]
# [tool.uv]
# exclude-newer = "2026-11-20"
# ///
"""AutoARIMA for the backtest, in an environment of its own: it doesn't resolve beside pandas 3.

    uv run --no-project --script tests/bench/projection_peers.py SERIES.csv RESULTS.csv

SERIES has the columns case, area, origin, ahead (periods wanted) and values (cumulative, joined
by spaces); RESULTS case, area, origin, ahead, mean, low and high of the 80 % interval.
"""

import csv
import sys

import numpy as np
from statsforecast.models import AutoARIMA


def main(series: str, results: str) -> None:
    with open(series, newline="") as asked, open(results, "w", newline="") as found:
        writer = csv.writer(found)
        writer.writerow(["case", "area", "origin", "ahead", "mean", "low", "high"])
        for row in csv.DictReader(asked):
            values = np.array(row["values"].split(), dtype=float)
            ahead = [int(number) for number in row["ahead"].split()]
            model = AutoARIMA(season_length=12)
            forecast = model.forecast(y=values, h=max(ahead), level=[80])
            bands = [np.asarray(forecast[name]) for name in ("mean", "lo-80", "hi-80")]
            for number in ahead:
                numbers = [f"{band[number - 1]:.6g}" for band in bands]
                writer.writerow([row["case"], row["area"], row["origin"], number, *numbers])


if __name__ == "__main__":
    main(*sys.argv[1:])
