"""Ticks of an axis of counts, as the reader's language writes large numbers."""

from pages.ui.messages import language, t

_WAN = 10_000


def ticks(highest: float, steps: int = 5) -> tuple[list[float], list[str]]:
    """Ticks from zero for an axis of counts; in Chinese in 万 with two decimals from 10,000."""
    if highest <= 0:
        return [0.0], ["0"]
    rough = highest / steps
    power = 10 ** (len(str(int(rough))) - 1) if rough >= 1 else 1
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    values = [step * count for count in range(int(highest / step) + 2)]
    if language() == "zh" and highest >= _WAN:
        return values, [
            f"{value / _WAN:.2f}{t('unit.wan')}" if value else "0" for value in values
        ]
    return values, [f"{value:,.0f}" if step == int(step) else f"{value:g}" for value in values]
