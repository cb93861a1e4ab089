"""Every select of the app: a scope and a version in, one polars frame of known columns out.

Rows outside the scope never leave the warehouse: `data.warehouse.queries.door` has the one
condition that every select goes through. The city's own row belongs to the city's scope alone;
a county's reader gets none of it, except what `programme_state` says about the data as a whole.

What changes on few days (roles, targets, plans) is kept in memory, by folder, version, scope
and the day since which it holds: a version never changes, and no scope meets another's frame.
"""

from data.warehouse.queries.actuals import actuals, series
from data.warehouse.queries.areas import areas, outlines
from data.warehouse.queries.corrections import corrections
from data.warehouse.queries.frames import progress_frames
from data.warehouse.queries.households import still_poor
from data.warehouse.queries.ledgers import deductions, evaluations, notices, problems
from data.warehouse.queries.promises import plans, targets
from data.warehouse.queries.records import batches, coverage, programme_state, register_changes
from data.warehouse.queries.sources import sources
from data.warehouse.queries.works import work_places, work_returns, works

__all__ = [
    "actuals",
    "areas",
    "batches",
    "corrections",
    "coverage",
    "deductions",
    "evaluations",
    "notices",
    "outlines",
    "plans",
    "problems",
    "programme_state",
    "progress_frames",
    "register_changes",
    "series",
    "sources",
    "still_poor",
    "targets",
    "work_places",
    "work_returns",
    "works",
]
