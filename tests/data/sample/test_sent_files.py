import hashlib
import re
from datetime import date

import polars as pl
import pytest

from data.errors import ProgrammeError
from data.reference import areas
from data.sample.files import write_files

ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def text_of(path):
    if path.suffix == ".xlsx":
        frame = pl.read_excel(path, engine="openpyxl", has_header=False)
        return "\n".join(",".join(map(str, cells)) for cells in frame.iter_rows())
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


@pytest.fixture(scope="module")
def texts(sent):
    return {path.name: text_of(path) for path in sent}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    through = date(2016, 2, 29)
    first = write_files(tmp_path / "first", through=through, seed=3)
    second = write_files(tmp_path / "second", through=through, seed=3)
    other = write_files(tmp_path / "other", through=through, seed=4)

    def digests(paths):
        return [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths]

    assert digests(first) == digests(second)
    assert digests(first) != digests(other)


def test_a_longer_run_tells_the_same_story_of_the_first_months(tmp_path):
    short = write_files(tmp_path / "short", through=date(2016, 1, 31), seed=3)
    longer = write_files(tmp_path / "longer", through=date(2016, 4, 30), seed=3)
    of_name = {path.name: path for path in longer}
    name = "模拟_2016-01_木兰县_月报.csv"
    path = next(path for path in short if path.name == name)
    assert path.read_bytes() == of_name[name].read_bytes()


@pytest.mark.parametrize("through", [date(2015, 12, 31), date(2021, 1, 31)])
def test_months_outside_the_programme_are_refused(tmp_path, through):
    with pytest.raises(ProgrammeError, match="2016 to 2020"):
        write_files(tmp_path, through=through, seed=1)


def test_every_file_says_that_it_is_simulated(texts):
    for name, text in texts.items():
        assert name.startswith("模拟_")
        assert "模拟数据" in text
        assert "（模拟）" in text.split("\n", 1)[0]


def test_files_come_in_the_order_in_which_they_were_sent(texts):
    days = [
        re.search(r"(?:报送日期|Date),(\d{4}-\d\d-\d\d)", text)[1] for text in texts.values()
    ]
    assert days == sorted(days)


def test_no_file_holds_what_looks_like_an_id_or_a_phone_number(texts):
    for name, text in texts.items():
        assert not ID_NUMBER.search(text), name
        assert not MOBILE.search(text), name


def test_only_codes_of_the_reference_are_used(texts):
    known = set(areas()["area_code"])
    for name, text in texts.items():
        used = set(re.findall(r"(?m)^(\d{6}|\d{9}|\d{12}),", text))
        assert used <= known, name
        assert used, name


def test_offices_write_in_their_own_ways(sent, texts):
    gb18030 = [path for path in sent if path.suffix == ".csv" and not is_utf8(path)]
    assert {path.name.split("_")[2] for path in gb18030 if "月报" in path.name} == {
        "依兰县",
        "五常市",
    }
    assert any(path.suffix == ".xlsx" for path in sent)
    assert "Sending office" in texts["模拟_2016-03_阿城区_月报.csv"]
    assert "AAC001" in texts["模拟_2016_通河县_建档立卡户表.csv"]
    assert "已脱贫和预脱贫达标人口（累计）" in texts["模拟_2016-03_依兰县_月报.csv"]


def is_utf8(path):
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_names_are_no_ones(texts):
    register = texts["模拟_2016_巴彦县_建档立卡户表.csv"]
    heads = re.findall(r"(?m)^2301\d{8},[^,]+,\d{16},2016,([^,]+),", register)
    assert len(heads) > 10_000
    assert all(re.fullmatch(r".某某", head) for head in heads)


def test_a_missing_return_is_missing_and_a_late_one_late(texts):
    assert "模拟_2016-07_阿城区_月报.csv" not in texts
    assert "模拟_2016-06_阿城区_月报.csv" in texts
    assert "模拟_2016-10_巴彦县_交通补报.csv" in texts
    assert "roads_network" not in texts["模拟_2016-10_巴彦县_月报.csv"]


def test_a_correction_carries_its_document_number_and_other_values(texts):
    name = "模拟_2016-08_housing_renovated_巴彦县_更正.csv"
    houses = re.compile(r"(?m)^(\d{12}),[^,]+,housing_renovated,[^,]+,上报,(\d+),")
    corrected = houses.findall(texts[name])
    assert corrected
    first = dict(houses.findall(texts["模拟_2016-08_巴彦县_月报.csv"]))
    assert all(int(first[code]) > int(value) for code, value in corrected)
    assert texts[name].count("模拟更正〔2016〕8号") == len(corrected)
