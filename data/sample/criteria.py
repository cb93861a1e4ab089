"""What a village must have to leave the list, and from when the delisted ones have it."""

import numpy as np

from data.sample.chance import Flags, Ints
from data.sample.months import BASELINE
from data.sample.world import World

OF_INDICATORS = frozenset(
    {"clinic_standard", "digital_tv", "paved_road", "village_bus", "village_power",
     "village_specialty"}
)  # fmt: skip
"""Indicators that say whether a village has something an exit asks for."""


def met_by_month(world: World) -> Flags:
    """Whether each village has met every criterion: villages by baseline and months.

    Only villages that leave the list do, from the month in which they are ready on.
    """
    days = (BASELINE, *world.calendar.months)
    number = np.array([day.year * 12 + day.month for day in days])
    since: Ints = world.course.delisted_year * 12 + world.course.ready_month
    met: Flags = (world.course.delisted_year > 0)[:, None] & (since[:, None] <= number)
    return met
