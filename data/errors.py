"""Errors a user can act on, one class for each cause.

Readers get the sentence of the class in their own language: data/intake/failures.py on the
command line, ``error.NAME`` of pages/ui/messages in the app. The message is the detail for
whoever keeps the system: what is wrong, where, and what to do.
"""


class ProgrammeError(Exception):
    """Base of every error the app shows as a sentence instead of a traceback."""


class CatalogueError(ProgrammeError):
    """The catalogue is incomplete or contradicts itself; names file, entry and field."""


class ImportRejectedError(ProgrammeError):
    """An import file failed validation; nothing of it was written."""


class MissingColumnsError(ProgrammeError):
    """A frame lacks columns that its function needs."""


class WarehouseError(ProgrammeError):
    """Something is wrong with the warehouse: base of the kinds below."""


class NoWarehouseError(WarehouseError):
    """There is none yet."""


class WarehouseExistsError(WarehouseError):
    """One is there already where a new one was to be made."""


class WarehouseBrokenError(WarehouseError):
    """The pointer names no version, or the file of a version is damaged."""


class WarehouseSchemaError(WarehouseError):
    """It was made by an older or a newer program."""


class WarehouseWriteError(WarehouseError):
    """The disk is full or the folder closed; the current version is as it was."""


class WarehouseAddressError(WarehouseError):
    """``WAREHOUSE_URL`` names no folder."""


class VersionGoneError(WarehouseError):
    """A version was asked for that is no longer kept."""


class HouseholdKeyError(WarehouseError):
    """The key of the household codes is lost, closed or another one."""


class WarehouseBusyError(WarehouseError):
    """Another process is writing; the message says who and since when."""


class GeographyError(ProgrammeError):
    """Outlines or positions can't be had; everything but the map works without them."""


class ScopeError(ProgrammeError):
    """The reader asked for more than his scope shows; the message says what it shows."""


class UnknownChoiceError(ProgrammeError):
    """Someone asked for an area, an indicator or a day that doesn't exist."""
