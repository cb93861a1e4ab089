"""What the warehouse must not know of people: codes are hashed, names masked, IDs refused."""

import hmac
import os
import re
import secrets
from pathlib import Path

import polars as pl

from data.errors import HouseholdKeyError

KEY_FILE = "household.key"
KEY_VARIABLE = "WAREHOUSE_KEY"
MASK = "***"

# Family names of two characters.
_TWO_CHARACTER_NAMES = re.findall(
    "..",
    "欧阳上官司马诸葛东方皇甫尉迟公孙慕容司徒司空令狐夏侯长孙"
    "宇文端木独孤南宫百里呼延淳于单于澹台公冶宗政濮阳轩辕钟离"
    "闻人赫连万俟拓跋太史申屠仲孙鲜于闾丘亓官司寇巫马公西乐正"
    "宰父谷梁段干东郭微生梁丘左丘西门太叔完颜纳兰叶赫那拉爱新",
)

# 18 digits with a date of birth in the middle, and mobile numbers with or without separators.
_ID_NUMBER = r"(^|\D)[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dXx](\D|$)"
_MOBILE = r"(^|\D)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(\D|$)"


def household_key(home: Path) -> bytes:
    """Key of the household hashes: ``WAREHOUSE_KEY``, else a file beside the warehouse.

    The file is made at the first use, readable by its owner alone. Whoever loses it can't match
    new returns with the households already there.

    Raises:
        HouseholdKeyError: The key file is empty or can't be read.
    """
    given = os.environ.get(KEY_VARIABLE)
    if given:
        return given.encode()
    path = home / KEY_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
    try:
        key = path.read_bytes().strip()
    except OSError as error:
        raise HouseholdKeyError(
            f"{path} can't be read ({error.strerror}). Give this user the right to read it, or "
            f"set {KEY_VARIABLE}."
        ) from error
    if not key:
        raise HouseholdKeyError(
            f"{path} is empty. Restore it from a copy: without the key that made them, the "
            "households in the warehouse can't be matched. If there are none yet, remove it."
        )
    return key


def hashed(codes: pl.Series, key: bytes) -> pl.Series:
    """Household codes as keyed hashes: the same code and key always give the same 32 digits."""
    distinct = codes.drop_nulls().unique()
    hashes = [hmac.digest(key, code.encode(), "sha256").hex()[:32] for code in distinct]
    return codes.replace_strict(
        distinct, pl.Series(hashes, dtype=pl.String), default=None, return_dtype=pl.String
    )


def masked(name: pl.Expr) -> pl.Expr:
    """Family name and asterisks: 张三 as 张***, 欧阳锋 as 欧阳***. Null stays null.

    A name of two characters has a family name of one, so 欧阳 alone is 欧***.
    """
    compact = name.str.replace_all(r"[\s*·]+", "")
    pair = compact.str.slice(0, 2)
    has_two = pair.is_in(_TWO_CHARACTER_NAMES) & (
        (compact.str.len_chars() > 2) | name.str.contains(r"\*")
    )
    family = pl.when(has_two).then(pair).otherwise(compact.str.slice(0, 1))
    return pl.when(compact.str.len_chars() > 0).then(family + MASK)


def has_personal_number(text: pl.Expr) -> pl.Expr:
    """Whether text holds what looks like an ID or a mobile phone number. Null stays null."""
    plain = text.str.normalize("NFKC")
    return plain.str.contains(_ID_NUMBER) | plain.str.contains(_MOBILE)
