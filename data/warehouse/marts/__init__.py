"""Stored answers, made anew from the facts whenever the facts change."""

from sqlalchemy import Connection

from data.warehouse.marts import (
    calendar,
    coverage,
    expected,
    latest,
    months,
    places,
    register,
)

__all__ = ["rebuild"]


def rebuild(connection: Connection) -> None:
    """Make every mart anew, in the connection's transaction; called once an import command.

    Where areas lie, the catalogue's indicators and the calendar of the data are renewed on the
    way: the selects of the marts need the last two.
    """
    places.rebuild(connection)
    expected.rebuild(connection)
    latest.rebuild(connection)
    calendar.rebuild(connection)
    months.rebuild(connection)
    coverage.rebuild(connection)
    register.rebuild(connection)
