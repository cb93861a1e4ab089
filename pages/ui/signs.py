"""States that aren't lights as shape and word: of cases of attention, of problems."""

# The gravest first.
SIGNS = {
    **{"meets_talk_rule": "■", "warning": "◆", "reminder": "▲", "decided": "●"},
    **{"overdue": "■", "open": "▲", "awaiting_check": "◆", "closed": "●"},
}


def sign(code: str, word: str) -> str:
    """A state as shape and word: ``■ 逾期``."""
    return f"{SIGNS[code]} {word}"
