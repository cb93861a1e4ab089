"""How far each county's yearly task was done by a month, as the attention list looks at it."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.catalogue import settings
from data.sample.chance import Floats, Ints, total_by
from data.sample.counts import Counts
from data.sample.months import FIRST_YEAR
from data.sample.tasks import Task
from data.sample.world import World


@dataclass(frozen=True)
class YearTasks:
    """People of each county, in the order of `Places.counties`.

    Attributes:
        due: To leave poverty in the year, what earlier years left undone included.
        planned: Of them by the month, as the plan has it.
        done: Out of poverty or, inside the year, ready since the year began.
    """

    due: Ints
    planned: Ints
    done: Ints

    @property
    def behind(self) -> Floats:
        """Share of what is due by which a county is behind; negative is ahead."""
        behind: Floats = np.divide(
            self.planned - self.done,
            self.due,
            out=np.zeros(self.due.size),
            where=self.due > 0,
        )
        return behind


def year_tasks(world: World, counted: Counts, task: Task, month: date) -> YearTasks:
    """The tasks of a month's year, added up from villages; none owes more than its poor people.

    Args:
        world: The simulated programme.
        counted: What villages report.
        task: Of people lifted.
        month: One of the months reported.
    """
    places, year = world.places, month.year - FIRST_YEAR
    planned = np.zeros((places.count, year + 2), dtype=np.int64)
    planned[task.area, 1:] = np.cumsum(task.planned[:, : year + 1], axis=1)
    now, began = world.calendar.months.index(month), 12 * year - 1
    start = counted.lifted[:, began] if year else np.zeros(places.count, dtype=np.int64)
    poor = counted.remaining[:, began] if year else places.poor_people
    value = (counted.lifted if month.month == 12 else counted.ready)[:, now]
    share = settings().plan_shapes["people_ready"][month.month - 1]
    by_now = planned[:, -2] + (planned[:, -1] - planned[:, -2]) * share
    due = np.minimum(planned[:, -1] - start, poor)
    so_far = np.minimum(np.rint(by_now).astype(np.int64) - start, due)
    counties = places.counties.height
    return YearTasks(
        *(total_by(places.county, each, counties) for each in (due, so_far, value - start))
    )
