"""Villages against their peers, with the peers' own spread taken out."""

import polars as pl


def peer_z() -> pl.Expr:
    """How far a village's share of people out or ready is from its peers', in deviations.

    Peers are the villages of the same county group and the same step. The plain funnel's
    z = (y - n p) / sqrt(n p (1 - p)) flags two villages in three; divided by the root of the
    mean of the squared z, winsorised at the tenth and ninetieth percent, it is about one
    (docs/methods.md, 6). Null where there is nothing to compare.
    """
    group = ["group", "step"]
    n = pl.col("target_value")
    # Who became ready beyond the target can't make up for another village.
    y = pl.col("actual_value").clip(upper_bound=n)
    share = (y.sum() / n.filter(y.is_not_null()).sum()).over(group)
    spread = (n * share * (1 - share)).sqrt()
    z = pl.when(spread > 0).then((y - n * share) / spread)
    kept = z.clip(z.quantile(0.1).over(group), z.quantile(0.9).over(group))
    phi = (kept**2).mean().over(group)
    return z / pl.max_horizontal(phi, pl.lit(1.0)).sqrt()
