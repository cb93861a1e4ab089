"""What was checked and certified by when: always later than reported, never more."""

import numpy as np

from data.sample.chance import Flags, Floats


def verified(reported: Floats, *, months_later: int, share: Floats | float = 1.0) -> Floats:
    """How much of a cumulative count had been verified by each month.

    Args:
        reported: Areas by months, cumulative.
        months_later: How long verification takes.
        share: Part of what was reported then that stands up, a number or one for each area.

    Returns:
        Areas by months, whole units: zero in the first months, never above what is reported in
        the same month.
    """
    later = np.zeros_like(reported)
    later[:, months_later:] = reported[:, : max(reported.shape[1] - months_later, 0)]
    stands: Floats = np.floor(later * np.reshape(share, (-1, 1)) + 1e-9)
    stands = np.minimum(stands, reported)
    return stands


def sparse(verified_by: Floats, reported: Floats, when: Flags) -> Flags:
    """Which months' verified figures are sent, so that none carried forward is ever too high.

    Args:
        verified_by: Areas by months, from `verified`.
        reported: Areas by months.
        when: Months in which it is sent as a rule, such as the ends of quarters.

    Returns:
        Areas by months: true in those months from the first figure above zero on, and in any
        month in which the reported figure has fallen below the one last sent.
    """
    sent = np.zeros(verified_by.shape, dtype=np.bool_)
    last = np.zeros(verified_by.shape[0])
    begun = np.zeros(verified_by.shape[0], dtype=np.bool_)
    for month in range(verified_by.shape[1]):
        now = verified_by[:, month]
        begun |= now > 0
        sent[:, month] = (begun & when[month]) | (reported[:, month] < last)
        last = np.where(sent[:, month], now, last)
    return sent
