"""Which observation rows come in which file: by sender, kind of return and month."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from data.catalogue import indicators, org_units
from data.sample.arrivals import (
    BASELINE_RETURN,
    CONFIRMED,
    CORRECTION,
    LATE_SECTION,
    MONTHLY,
    YEARLY,
    arrived,
    sent_on,
)
from data.sample.assumptions import assumption, county_assumptions
from data.sample.corrections import with_errors
from data.sample.months import BASELINE
from data.sample.sheets import Sheet, Style
from data.sample.world import World

DISTRICTS = "城区"
"""The six districts without a task, which send one return together."""

COLUMNS = (
    "area_code", "area_name", "indicator_code", "period", "verification", "obs_value",
    "numerator", "denominator", "document_no", "note",
)  # fmt: skip
STYLES = {
    "230112": Style(kind="utf-8", headers="en"),
    "230123": Style(kind="gb18030", long_words=True),
    "230184": Style(kind="gb18030"),
}


def observation_sheets(world: World, observations: pl.DataFrame) -> Iterator[Sheet]:
    """The observations as files, in no order.

    Args:
        world: The simulated programme.
        observations: Rows with the columns of `rows.SCHEMA`.

    Yields:
        One sheet for each county's baseline, monthly and yearly return, each bureau's yearly
        return, each list of what was checked or certified, each late section and correction.
    """
    names = _names(world)
    addressed = _addressed(world, observations).join(
        names, on="area_code", how="left", maintain_order="left"
    )
    first, corrections = with_errors(world, arrived(world, addressed))
    offices = dict(names.iter_rows()) | {DISTRICTS: DISTRICTS}
    for table in first.partition_by("sender", "kind", "month", maintain_order=True):
        yield _sheet(world, offices, table)
    for table in corrections.partition_by("sender", "month", "indicator_code"):
        number = table.item(0, "month").month
        document = f"模拟更正〔{table.item(0, 'month').year}〕{number}号"
        yield _sheet(
            world,
            offices,
            table.with_columns(
                kind=pl.lit(CORRECTION), document_no=pl.lit(document), note=pl.lit("数据更正")
            ),
        )


def _names(world: World) -> pl.DataFrame:
    """Every area of the sample: area_code, area_name."""
    places = world.places
    return pl.concat(
        frame.select("area_code", "area_name")
        for frame in (
            pl.DataFrame({"area_code": ["230100"], "area_name": ["哈尔滨市"]}),
            places.counties,
            places.townships,
            places.villages,
        )
    )


def _addressed(world: World, observations: pl.DataFrame) -> pl.DataFrame:
    """With sender (county, districts or an office), kind of return and the month it closes."""
    catalogue = indicators().values()
    traits = pl.DataFrame(
        {
            "indicator_code": [each.code for each in catalogue],
            "is_above": [each.level in ("county", "city") for each in catalogue],
            "is_yearly": [each.cycle in ("year", "event") for each in catalogue],
            "owner": [org_units()[each.owner].name.zh for each in catalogue],
            "number": list(range(len(catalogue))),
        }
    )
    with_task = [code for code, each in county_assumptions().items() if each.step]
    county = pl.col("area_code").str.head(6)
    late = pl.DataFrame(
        [(code, day, True) for code, day in assumption("returns")["late_transport"]],
        schema={"sender": pl.String, "month": pl.Date, "is_late": pl.Boolean},
        orient="row",
    )
    kind = (
        pl.when(pl.col("period") == BASELINE)
        .then(pl.lit(BASELINE_RETURN))
        .when(pl.col("is_yearly") & (pl.col("verification") != "reported"))
        .then(pl.lit(CONFIRMED))
        .when("is_yearly")
        .then(pl.lit(YEARLY))
        .otherwise(pl.lit(MONTHLY))
    )
    sender = (
        pl.when(pl.col("kind") == CONFIRMED)
        .then(pl.lit(org_units()["poverty_office"].name.zh))
        .when(pl.col("is_above") & pl.col("is_yearly"))
        .then("owner")
        .when(county.is_in(with_task))
        .then(county)
        .otherwise(pl.lit(DISTRICTS))
    )
    is_transport = pl.col("owner") == org_units()["transport"].name.zh
    return (
        observations.join(traits, on="indicator_code", how="left", maintain_order="left")
        .with_columns(kind=kind, month="period")
        .with_columns(sender=sender)
        .join(late, on=["sender", "month"], how="left", maintain_order="left")
        .with_columns(
            kind=pl.when((pl.col("kind") == MONTHLY) & is_transport & pl.col("is_late"))
            .then(pl.lit(LATE_SECTION))
            .otherwise("kind")
        )
        .sort("sender", "kind", "month", "number", "area_code", "verification")
        .drop("is_above", "is_yearly", "owner", "number", "is_late")
    )


def _sheet(world: World, offices: dict[str, str], table: pl.DataFrame) -> Sheet:
    sender, kind, month = table.select("sender", "kind", "month").row(0)
    name = offices.get(sender, sender)
    is_office = sender not in offices
    office = name if is_office else f"{name}扶贫办"
    stamp = f"{month:%Y-%m}"
    if kind == CORRECTION:
        stamp = f"{stamp}_{table.item(0, 'indicator_code')}"
    is_small = is_office and table.height < 200
    return Sheet(
        name=f"{stamp}_{name}_{kind}",
        form="observations",
        title=f"{name}{month.year}年{month.month}月脱贫攻坚数据{kind}（模拟）",
        office=office,
        sent_on=_day(world, sender, kind, month),
        document_no=f"模拟{name}报〔{month.year}〕{month.month}号",
        table=table.select(COLUMNS),
        style=STYLES.get(sender, Style(kind="xlsx" if is_small else "utf-8-sig")),
    )


def _day(world: World, sender: str, kind: str, month: date) -> date:
    day = sent_on(world, sender, kind, month)
    # A correction found after the last month is in by the time the sample is looked at.
    return min(day, world.calendar.last_sent) if kind == CORRECTION else day
