"""An error as sentences for the command line: the cause and what to do, then the detail."""

from data.catalogue import Language
from data.errors import (
    CatalogueError,
    GeographyError,
    HouseholdKeyError,
    ImportRejectedError,
    MissingColumnsError,
    NoWarehouseError,
    ProgrammeError,
    ScopeError,
    UnknownChoiceError,
    VersionGoneError,
    WarehouseAddressError,
    WarehouseBrokenError,
    WarehouseBusyError,
    WarehouseError,
    WarehouseExistsError,
    WarehouseSchemaError,
    WarehouseWriteError,
)
from data.intake.messages import say

SENTENCES: dict[type[ProgrammeError], str] = {
    ProgrammeError: "failed",
    CatalogueError: "failed_catalogue",
    GeographyError: "failed_geography",
    HouseholdKeyError: "failed_key",
    ImportRejectedError: "failed_rejected",
    MissingColumnsError: "failed_columns",
    NoWarehouseError: "failed_none",
    ScopeError: "failed_scope",
    UnknownChoiceError: "failed_choice",
    VersionGoneError: "failed_gone",
    WarehouseAddressError: "failed_address",
    WarehouseBrokenError: "failed_broken",
    WarehouseBusyError: "failed_busy",
    WarehouseError: "failed_warehouse",
    WarehouseExistsError: "failed_exists",
    WarehouseSchemaError: "failed_schema",
    WarehouseWriteError: "failed_write",
}
"""Key of the sentence of each kind of error."""


def told_failure(error: ProgrammeError, language: Language) -> str:
    """Two lines: what is wrong and what to do in the reader's language, then the detail.

    The detail is the error's own English message; it may name folders and processes.
    """
    kind = next(each for each in type(error).__mro__ if each in SENTENCES)
    detail = say("failed_detail", language, problem=error)
    return f"{say(SENTENCES[kind], language)}\n{detail}"
