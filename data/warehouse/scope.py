"""Who is looking, and at what. Every query takes a `Scope` first."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["leadership", "county", "planner", "data_officer", "administrator"]
Detail = Literal["aggregate", "village", "household"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What one reader may see; part of the key of every cached read.

    Attributes:
        role: Who is looking.
        area_prefix: Area codes begin with it; ``2301`` is the whole city, ``230126`` a county.
        detail: The finest rows the reader gets: ``aggregate`` ends at the county, ``village``
            at the village, ``household`` at the register.
    """

    role: Role
    area_prefix: str
    detail: Detail


CITY = Scope(role="leadership", area_prefix="2301", detail="village")
