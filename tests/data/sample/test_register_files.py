import csv
from pathlib import Path

import polars as pl
import pytest

POOR = ["未脱贫", "预脱贫", "返贫"]
OUT = ["脱贫（享受政策）", "脱贫（不享受政策）"]
HEADERS = {
    "village": ["行政村代码", "AAD001", "Area code"],
    "household": ["户编号", "AAC001", "Household code"],
    "people": ["家庭人口数", "AAC017", "People"],
    "status": ["脱贫状态", "AAR010", "Exit state"],
    "exited_on": ["脱贫时间", "AAC023", "Exited on"],
    "income": ["人均纯收入", "AAC082", "Net income per head"],
}


def rows_of(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="gb18030")
    return list(csv.reader(text.splitlines()))


@pytest.fixture(scope="module")
def register(sent):
    """Households of all counties' files by year."""
    years = {}
    for year in (2015, 2016):
        frames = []
        for path in sent:
            if not path.name.startswith(f"模拟_{year}_") or "建档立卡户表" not in path.name:
                continue
            records = rows_of(path)
            header = next(cells for cells in records if len(cells) > 2)
            body = records[records.index(header) + 1 :]
            columns = {
                name: next(header.index(each) for each in spellings if each in header)
                for name, spellings in HEADERS.items()
            }
            frames.append(
                pl.DataFrame(
                    {name: [cells[at] for cells in body] for name, at in columns.items()}
                )
            )
        years[year] = pl.concat(frames).with_columns(
            pl.col("people").cast(pl.Int64), pl.col("income").cast(pl.Float64)
        )
    return years


def test_one_file_a_county_and_year(sent):
    for year in (2015, 2016):
        names = [path.name for path in sent if f"模拟_{year}_" in path.name]
        assert sum("建档立卡户表" in name for name in names) == 12


def test_baseline_register_has_everyone_and_nobody_out_yet(register):
    start = register[2015]
    assert start["people"].sum() == 201_087
    assert start["household"].n_unique() == start.height
    assert start["status"].unique().to_list() == ["未脱贫"]


def test_both_lines_of_the_register_close_in_every_village(register):
    """Start + identified + fallen back + grown − exited − removed − shrunk − closed = end."""
    both = (
        register[2015]
        .select("village", "household", before="people", was=pl.lit(True))
        .join(
            register[2016].select("village", "household", after="people", status="status"),
            on="household",
            how="full",
            coalesce=True,
        )
        .with_columns(village=pl.coalesce("village", "village_right"))
    )
    assert both.filter(pl.col("was").is_not_null() & pl.col("status").is_null()).is_empty()
    known, status = pl.col("was").fill_null(False), pl.col("status")
    change = pl.col("after") - pl.col("before")
    still_poor = known & status.is_in(POOR)
    line = both.group_by("village").agg(
        start=pl.col("before").sum(),
        identified=pl.col("after").filter(~known).sum(),
        grown=change.filter(still_poor, change > 0).sum(),
        shrunk=-change.filter(still_poor, change < 0).sum(),
        exited=pl.col("before").filter(known, status.is_in(OUT)).sum(),
        removed=pl.col("before").filter(known, status == "清退").sum(),
        closed=pl.col("before").filter(known, status == "自然销户").sum(),
        end=pl.col("after").filter(status.is_in(POOR)).sum(),
    )
    gained = pl.sum_horizontal("start", "identified", "grown")
    lost = pl.sum_horizontal("shrunk", "exited", "removed", "closed")
    assert line.height > 1000
    assert line.select(gained - lost == pl.col("end")).to_series().all()


def test_about_nine_percent_are_removed_and_three_percent_identified(register):
    end = register[2016]
    removed = end.filter(pl.col("status") == "清退")["people"].sum()
    known = set(register[2015]["household"])
    identified = end.filter(~pl.col("household").is_in(list(known)))["people"].sum()
    assert removed / 201_087 == pytest.approx(0.09, abs=0.005)
    assert identified / 201_087 == pytest.approx(0.03, abs=0.003)


def test_exits_are_marked_in_the_last_quarter(register):
    days = register[2016].filter(pl.col("status").is_in(OUT))["exited_on"]
    assert days.min() >= "2016-10-01"
    assert days.max() <= "2016-12-31"


def test_who_is_out_earns_more_than_the_line(register):
    out = register[2016].filter(pl.col("status").is_in(OUT))
    assert out["income"].min() >= 2952
    assert out["income"].mean() > 1.4 * 2952


def test_returns_say_of_people_what_the_register_says(register, first_year, sent):
    planted = first_year.planted.villages
    codes = first_year.places.villages["area_code"]
    liars = codes.gather([*planted["inflated"], *planted["more_than_registered"]]).to_list()
    end = (
        register[2016]
        .group_by(area_code="village")
        .agg(
            out=pl.col("people").filter(pl.col("status").is_in(OUT)).sum(),
            poor=pl.col("people").filter(pl.col("status").is_in(POOR)).sum(),
        )
    )
    for file_name, indicator, truth in (
        ("模拟_2016-12_巴彦县_年报.csv", "people_lifted", "out"),
        ("模拟_2016-12_巴彦县_月报.csv", "poor_people_remaining", "poor"),
        ("模拟_2016-12_延寿县_月报.csv", "poor_people_remaining", "poor"),
    ):
        path = next(path for path in sent if path.name == file_name)
        records = rows_of(path)
        sent_values = pl.DataFrame(
            [(cells[0], float(cells[5])) for cells in records if cells[2:3] == [indicator]],
            schema=["area_code", "reported"],
            orient="row",
        )
        compared = sent_values.filter(~pl.col("area_code").is_in(liars)).join(
            end, on="area_code"
        )
        assert compared.height > 90
        assert (compared["reported"] == compared[truth]).all()
