"""The promises of the policy as the reader sees them."""

from data.catalogue import Commitment, programme
from pages.ui import formats, names
from pages.ui.messages import t


def of_indicator(code: str) -> list[Commitment]:
    """The promises of an indicator, in the order of the policy."""
    return [c for c in programme().commitments if c.indicator_code == code]


def clauses(code: str) -> str:
    """The clauses an indicator stands on; a dash where the policy has no promise for it."""
    found = dict.fromkeys(commitment.clause for commitment in of_indicator(code))
    return t("frame.comma").join(found) or formats.DASH


def target(commitment: Commitment) -> str:
    """How much was promised, with its unit, or that the policy gives no figure."""
    if commitment.target is None:
        return t("promise.no_figure")
    return formats.amount(commitment.target, commitment.indicator_code)


def due(commitment: Commitment) -> str:
    """By when: a month end, or the policy's words for a promise without one."""
    if commitment.due_date:
        return formats.month(commitment.due_date)
    return t(f"due.{commitment.due.replace(' ', '_').replace('-', '_')}")


def line(commitment: Commitment) -> str:
    """A promise as one line: clause, quoted words, for whom, how much, by when."""
    return t(
        "promise.line",
        clause=commitment.clause,
        quote=commitment.quote,
        scope=names.scope(commitment.scope),
        target=target(commitment),
        due=due(commitment),
    )
