"""Errors a user can act on. Each message says what is wrong, where, and what to do."""


class ProgrammeError(Exception):
    """Base of every error the app shows as a sentence instead of a traceback."""


class CatalogueError(ProgrammeError):
    """The catalogue is incomplete or contradicts itself; names file, entry and field."""


class ImportRejectedError(ProgrammeError):
    """An import file failed validation; nothing of it was written."""


class MissingColumnsError(ProgrammeError):
    """A frame lacks columns that its function needs."""


class WarehouseError(ProgrammeError):
    """The warehouse is missing, unreadable or of another version."""


class WarehouseBusyError(WarehouseError):
    """Another process is writing; the message says who and since when."""


class GeographyError(ProgrammeError):
    """Outlines or positions can't be had; everything but the map works without them."""


class ScopeError(ProgrammeError):
    """The reader asked for more than his scope shows; the message says what it shows."""


class UnknownChoiceError(ProgrammeError):
    """Someone asked for an area, an indicator or a day that doesn't exist."""
