"""One file into the warehouse: its batch, its facts and its issues, in one transaction."""

from pathlib import Path

import polars as pl
from sqlalchemy import Connection, Engine, func, select

from data.errors import HouseholdKeyError
from data.intake.preparing import Ready
from data.intake.problems import ISSUE_SCHEMA
from data.intake.staging import PLACES, staged, staged_places
from data.intake.validation.rules import RULES
from data.privacy import hashed, household_key
from data.warehouse.engine import append, read
from data.warehouse.schema import import_batch, import_issue, warehouse_info

KEY_CHECK = "household_key_check"


def known_files(engine: Engine) -> dict[str, int]:
    """SHA-256 of every file that is in the warehouse, to its batch; withdrawn ones left out."""
    statement = select(import_batch.c.file_sha256, import_batch.c.import_id).where(
        import_batch.c.batch_state != "withdrawn"
    )
    return dict(read(statement, engine).iter_rows())


def warehouse_class(engine: Engine) -> str:
    """``real`` or ``simulated``: the one kind of data this warehouse holds."""
    statement = select(warehouse_info.c.info_value).where(
        warehouse_info.c.info_key == "data_class"
    )
    with engine.connect() as connection:
        return str(connection.execute(statement).scalar_one())


def next_batch(engine: Engine) -> int:
    """Number of the next batch; the newest batch counts, so numbers only rise."""
    with engine.connect() as connection:
        newest = connection.execute(select(func.max(import_batch.c.import_id))).scalar()
    return (newest or 0) + 1


def write_return(connection: Connection, ready: Ready, *, import_id: int, home: Path) -> None:
    """Write the good rows of a file, its batch and its issues in the connection's transaction.

    Issues are kept without the cells' values: the warehouse holds nothing of what it refused.
    """
    received, checked = ready.received, ready.checked
    form = received.found.form.code
    good = checked.good
    rejected = len(checked.rows) - len(good)
    head = received.head.values
    key = b""
    if form == "households":
        key = household_key(home)
        _hold_key(connection, key)
    batch = {
        "import_id": import_id,
        "file_name": ready.path.name,
        "file_sha256": ready.sha256,
        "form_code": form,
        "sending_office": head.get("sending_office"),
        "filled_in_by": head.get("filled_in_by"),
        "checked_by": head.get("checked_by"),
        "signed_off_by": head.get("signed_off_by"),
        "sent_on": received.head.sent_on,
        "document_no": head.get("document_no"),
        "return_state": head.get("return_state"),
        "received_at": ready.received_at,
        "rows_read": len(checked.rows),
        "rows_accepted": len(good),
        "rows_rejected": rejected,
        "batch_state": "partial" if rejected else "complete",
        "data_class": received.data_class,
    }
    append(connection, import_batch, pl.DataFrame([batch], infer_schema_length=None))
    append(
        connection,
        RULES[form].table,
        staged(good, received.found, import_id=import_id, key=key),
    )
    if form in PLACES:
        places = staged_places(good, received.found, import_id=import_id)
        append(connection, PLACES[form][0], places)
    append(
        connection,
        import_issue,
        checked.issues.select(
            pl.lit(import_id, pl.Int32).alias("import_id"),
            *(code for code in ISSUE_SCHEMA if code not in ("value", "detail")),
        ),
    )


def _hold_key(connection: Connection, key: bytes) -> None:
    """Refuse another key than that of the households already there: none would match."""
    mark = hashed(pl.Series(["three steps"]), key)[0]
    info = warehouse_info.c
    held = connection.execute(
        select(info.info_value).where(info.info_key == KEY_CHECK)
    ).scalar_one_or_none()
    if held is None:
        row = pl.DataFrame({"info_key": [KEY_CHECK], "info_value": [mark]})
        append(connection, warehouse_info, row)
    elif held != mark:
        raise HouseholdKeyError(
            "The key of the household codes is not the one this warehouse was filled with. "
            "Restore the key file beside the warehouse, or set WAREHOUSE_KEY to the old key."
        )
