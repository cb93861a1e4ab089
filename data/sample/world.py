"""The simulated programme as it is, before any office reports it."""

from dataclasses import dataclass
from datetime import date

from data.sample.exits import Exits, exits
from data.sample.months import Calendar, calendar
from data.sample.places import Places, places
from data.sample.planted import Planted, planted
from data.sample.register import Register, register


@dataclass(frozen=True)
class World:
    """Everything the returns are drawn from.

    Attributes:
        seed: Decides every draw, together with the topic of the draw.
        calendar: The months reported.
        places: Villages and their roles.
        course: When poor villages leave the list and which villages lag.
        register: The register to the end of the last year touched, so that its months have
            something to move towards.
        planted: Villages that falsify.
    """

    seed: int
    calendar: Calendar
    places: Places
    course: Exits
    register: Register
    planted: Planted


def world(*, through: date, seed: int) -> World:
    """The simulated programme up to the month of ``through``."""
    months = calendar(through)
    where = places(seed)
    course = exits(seed, where)
    return World(
        seed=seed,
        calendar=months,
        places=where,
        course=course,
        register=register(seed, where, course, months.through.year),
        planted=planted(seed, where, course),
    )
