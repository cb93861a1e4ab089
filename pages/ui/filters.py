"""The choices every page shares: as-of month, area, language."""

import calendar
from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.catalogue import programme
from pages.ui import choices, formats, layout, load, names, pickers
from pages.ui.area_names import standing_order
from pages.ui.kept import kept
from pages.ui.messages import LANGUAGES, Language, language, locale_language, speak, t

NARROWER = ("township", "village", "work", "place")
_CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader looks at.

    Attributes:
        as_of: Last day of the chosen month.
        area: Code of the city or of one county-level unit.
        area_name: Its name in the reader's language.
    """

    as_of: date
    area: str
    area_name: str

    @property
    def is_city(self) -> bool:
        """Whether the whole city is chosen."""
        return self.area == programme().city_code


def choose_language() -> Language:
    """Language of this run from the URL, else the last one, else the browser's."""
    default = locale_language(st.context.locale)
    chosen_language = choices.one("lang", LANGUAGES, default=default)
    speak(chosen_language)
    return chosen_language


def sidebar(place: DeltaGenerator | None) -> Chosen:
    """Draw the shared filters and keep what was chosen.

    Args:
        place: Result of `language_switch`; without one nothing is drawn.
    """
    state = load.programme_state()
    months = month_codes(state["first_month"], state["latest_month"])
    areas = _offered(as_of=state["latest_month"])
    area_names = {row["area_code"]: names.area(row) for row in areas.iter_rows(named=True)}
    newest = f"{state['default_as_of']:%Y-%m}"
    month = choices.one("as_of", months, default=newest)
    area = choices.one("area", list(area_names), default=programme().city_code)
    if place:
        with place:
            _draw(months, month, area_names, area)
    chosen = Chosen(month_end(month), area, area_names[area])
    st.session_state[_CHOSEN] = chosen
    return chosen


@kept
def _offered(*, as_of: date) -> pl.DataFrame:
    """The areas to choose from."""
    offered = pl.col("area_level").is_in(["city", "county"])
    return standing_order(load.areas(as_of=as_of).filter(offered))


def _draw(months: list[str], month: str, area_names: dict[str, str], area: str) -> None:
    pickers.selectbox(
        "as_of",
        t("frame.as_of"),
        months,
        default=month,
        format_func=_month,
        clears=("map_month",),
    )
    pickers.selectbox(
        "area",
        t("frame.area"),
        list(area_names),
        default=area,
        format_func=area_names.__getitem__,
        clears=NARROWER,
    )


def _month(code: str) -> str:
    """A month to choose, where there is little room: ``2018年9月底``, ``September 2018``."""
    day = month_end(code)
    return t("format.month_choice", year=day.year, month=formats.month_name(day.month))


def language_switch() -> DeltaGenerator | None:
    """Draw the choice between Chinese and English.

    Returns:
        A place above it for the filters; none in the print view, where nothing is drawn.
    """
    if layout.is_print():
        return None
    with st.sidebar:
        above = st.container()
        pickers.segmented(
            "lang",
            t("frame.language"),
            LANGUAGES,
            default=language(),
            format_func=lambda code: t(f"language.{code}"),
        )
    return above


def chosen() -> Chosen:
    """What the reader chose; a page that runs without app.py says so and stops."""
    if _CHOSEN not in st.session_state:
        st.error(t("frame.run_alone"))
        st.stop()
    return st.session_state[_CHOSEN]


def month_codes(first: date, latest: date) -> list[str]:
    """Months from ``latest`` back to ``first`` as ``2018-09``."""
    count = (latest.year - first.year) * 12 + latest.month - first.month + 1
    numbers = range(latest.year * 12 + latest.month - 1, 0, -1)
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in list(numbers[:count])]


def month_end(code: str) -> date:
    """Last day of a month given as ``2018-09``."""
    year, month = map(int, code.split("-"))
    return date(year, month, calendar.monthrange(year, month)[1])
