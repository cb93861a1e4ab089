"""How fast people became ready of late, and how fast they must from now on."""

from datetime import date

import polars as pl

from metrics.calendar import closed_month, month_end


def recent(series: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Mean monthly increase over the last 3 and the last 12 months, and the last increase.

    Args:
        series: One row per area and month end: area_code, month, reported_value (cumulative).
        as_of: Later months are ignored.

    Returns:
        One row per area: area_code, recent_pace_3 and recent_pace_12 (unit a month; null where
        the month 3 or 12 back has no value), changed_on (month end of the last increase, the
        first month with a value where there was none).
    """
    now = closed_month(as_of)
    known = series.filter(pl.col("month") <= now, pl.col("reported_value").is_not_null())
    rose = pl.col("reported_value") > pl.col("reported_value").shift(1).over(
        "area_code", order_by="month"
    )

    def value_at(month: date) -> pl.Expr:
        return pl.col("reported_value").filter(pl.col("month") == month).first()

    return (
        known.with_columns(rose=rose.fill_null(True))
        .group_by("area_code")
        .agg(
            recent_pace_3=(value_at(now) - value_at(months_before(now, 3))) / 3,
            recent_pace_12=(value_at(now) - value_at(months_before(now, 12))) / 12,
            changed_on=pl.col("month").filter(pl.col("rose")).max(),
        )
    )


def required(month: date) -> pl.Expr:
    """``required_pace``: what is missing to the target for each month left; null past the date.

    Nothing reported yet counts from the baseline. Never negative: who is there needs no pace.
    """
    left = (pl.col("target_date").dt.year() - month.year) * 12 + (
        pl.col("target_date").dt.month().cast(pl.Int32) - month.month
    )
    return required_over(left)


def required_over(left: pl.Expr) -> pl.Expr:
    """`required` for a number of periods left, of whatever length."""
    missing = pl.col("target_value") - pl.coalesce("actual_value", "baseline_value")
    pace = pl.when(left > 0).then(missing.clip(lower_bound=0) / left)
    return pace.alias("required_pace")


def multiple() -> pl.Expr:
    """Required pace over recent pace: of 12 months, of 3 where there is no year yet."""
    of_late = pl.coalesce("recent_pace_12", "recent_pace_3")
    return pl.when(of_late > 0).then(pl.col("required_pace") / of_late)


def months_before(month: date, count: int) -> date:
    """The month end ``count`` months before a month end."""
    number = month.year * 12 + month.month - 1 - count
    return month_end(number // 12, number % 12 + 1)
