"""Exact interval of a share that a sample found."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

# Halvings of [0, 1]: more than a double can tell apart.
STEPS = 60


@lru_cache(maxsize=1024)
def interval(found: int, sample: int, *, confidence: float) -> tuple[float, float]:
    """Shares that a sample doesn't contradict: the exact interval of Clopper and Pearson.

    ::

        P(X >= found | low) = (1 - confidence) / 2 = P(X <= found | high)

    The limits are looked for by halving, on the tail of the binomial distribution itself, so it
    is exact for small samples too, and never narrower than its confidence. Source: Clopper,
    Pearson (1934), *Biometrika* 26.

    Args:
        found: How many of the sample have what is asked for.
        sample: Size of the sample.
        confidence: Such as 0.95.

    Returns:
        Lower and upper limit, from 0 to 1.

    Raises:
        ValueError: An empty sample, or more found than it has.
    """
    if sample < 1 or not 0 <= found <= sample:
        raise ValueError(f"{found} of a sample of {sample}")
    # The shorter tail is summed; the other one is its mirror image.
    if 2 * found > sample:
        low, high = interval(sample - found, sample, confidence=confidence)
        return 1 - high, 1 - low
    tail = (1 - confidence) / 2
    high = _limit(_log_choices(found, sample), sample, tail)
    low = _limit(_log_choices(found - 1, sample), sample, 1 - tail) if found else 0.0
    return low, high


def _limit(log_choices: npt.NDArray[np.float64], sample: int, chance: float) -> float:
    """The share at which so few are found with just this chance, which falls as it rises."""
    low, high = 0.0, 1.0
    counts = np.arange(len(log_choices))
    for _ in range(STEPS):
        share = (low + high) / 2
        terms = log_choices + counts * np.log(share) + (sample - counts) * np.log1p(-share)
        if np.exp(terms).sum() > chance:
            low = share
        else:
            high = share
    return (low + high) / 2


def _log_choices(found: int, sample: int) -> npt.NDArray[np.float64]:
    """Logarithm of the ways to find 0, 1 … ``found`` in the sample."""
    counts = np.arange(1, found + 1)
    return np.concatenate([[0.0], np.cumsum(np.log((sample - counts + 1) / counts))])
