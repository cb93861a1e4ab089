import os

import polars as pl
import pytest

from data.errors import WarehouseError
from data.privacy import has_personal_number, hashed, household_key, masked


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张***"),
        ("欧阳锋", "欧阳***"),
        ("欧阳", "欧***"),
        ("欧***", "欧***"),
        ("欧阳***", "欧阳***"),
        ("李　四", "李***"),
        ("Li Ming", "L***"),
        ("李", "李***"),
        ("***", None),
        (None, None),
    ],
)
def test_a_name_keeps_its_family_name_only(name, shown):
    frame = pl.DataFrame({"name": [name]}, schema={"name": pl.String})
    assert frame.select(masked(pl.col("name"))).item() == shown


@pytest.mark.parametrize(
    ("text", "is_personal"),
    [
        ("230126196501011234", True),
        ("身份证23012619650101123X，女", True),
        ("２３０１２６１９６５０１０１１２３４", True),
        ("13845678901", True),
        ("电话：138 4567 8901", True),
        ("138-4567-8901", True),
        ("230126100200", False),
        ("230126196513011234", False),
        ("12845678901", False),
        ("1384567890123", False),
        ("哈扶办发〔2018〕61号", False),
        ("2018-09-30", False),
        (None, None),
    ],
)
def test_id_and_phone_numbers_are_recognised(text, is_personal):
    frame = pl.DataFrame({"text": [text]}, schema={"text": pl.String})
    assert frame.select(has_personal_number(pl.col("text"))).item() == is_personal


def test_a_code_has_one_hash_under_one_key_and_another_under_another():
    codes = pl.Series(["2301-1", "2301-2", "2301-1", None])
    first, second, third, none = hashed(codes, b"key")
    assert first == third != second
    assert none is None
    assert len(first) == 32
    assert hashed(codes, b"other")[0] != first
    assert hashed(codes, b"key").to_list() == [first, second, third, None]


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("WAREHOUSE_KEY", raising=False)
    key = household_key(tmp_path)
    assert len(key) >= 32
    assert household_key(tmp_path) == key
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_key_of_the_environment_goes_first_and_no_file_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_KEY", "of the office")
    assert household_key(tmp_path) == b"of the office"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_key_file_is_an_error_and_not_a_new_key(tmp_path, monkeypatch):
    monkeypatch.delenv("WAREHOUSE_KEY", raising=False)
    (tmp_path / "household.key").touch()
    with pytest.raises(WarehouseError, match="Restore it from a copy"):
        household_key(tmp_path)
    assert os.listdir(tmp_path) == ["household.key"]
