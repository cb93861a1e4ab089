"""The parts of a county's card about its assessment, in the order in which they are asked."""

from datetime import date

from pages.ui.scorecard import gain_cards, rank_table, reply, score_past, standing, veto_cards


def head(*, area: str, as_of: date) -> None:
    """Band and score, then the vetoes."""
    standing.draw(area=area, as_of=as_of)
    veto_cards.draw(area=area, as_of=as_of)


def after(*, area: str, area_name: str, as_of: date) -> None:
    """What the items lead to: gains, monthly places, history, the county's reply."""
    gain_cards.draw(area=area, as_of=as_of)
    rank_table.draw(area=area, area_name=area_name, as_of=as_of)
    score_past.draw(area=area, as_of=as_of)
    reply.draw(area=area, as_of=as_of)
