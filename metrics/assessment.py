"""Which year's assessment a day belongs to, and the day its figures are of."""

from collections.abc import Sequence
from datetime import date

from data.catalogue import programme, settings
from metrics.calendar import month_end


def assessment_year(as_of: date) -> int:
    """The year whose assessment is open on a day.

    The assessment of a year closes at the end of February of the next (a setting): in January
    and February it is last year's.
    """
    return as_of.year - 1 if as_of.month <= settings().scorecard.closing_month else as_of.year


def figures_day(as_of: date) -> date:
    """The day the assessment's figures are of: in January and February last year's end.

    Progress, values and tasks for the scorecard are loaded as of this day.
    """
    year = assessment_year(as_of)
    return as_of if year == as_of.year else month_end(year, 12)


def assessment_days(as_of: date) -> Sequence[date]:
    """The day on which each earlier assessment closed, then the day itself.

    For `metrics.score_history`: what was decided until an assessment closed is in it, with the
    figures of its year's end.
    """
    closing = settings().scorecard.closing_month
    years = range(programme().baseline_date.year + 1, assessment_year(as_of))
    closed = [
        month_end(year + 1, closing) if closing else month_end(year, 12) for year in years
    ]
    return [*closed, as_of]
