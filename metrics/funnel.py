"""Villages against their peers, with the peers' own spread taken out."""

import polars as pl

# Peers are the villages of the same county group and the same step.
PEERS = ("group", "step")
# Two standard deviations above or below the peers.
LIMIT = 2.0


def with_peers(villages: pl.DataFrame) -> pl.DataFrame:
    """Where a village's share of people out or ready stands among its peers.

    With share p of all peers' people and n people to be lifted in a village::

        z = (y - n p) / sqrt(n p (1 - p)),   phi = mean of z^2, at least 1
        peer_z = z / sqrt(phi)

    The plain funnel's z flags two villages in three; with the spread phi of the peers
    themselves, winsorised at the tenth and ninetieth percent, it is about one in twenty
    (docs/methods.md, 6). In a village of n people, shares of

        peer_rate +- LIMIT * peer_spread / sqrt(n),   peer_spread = sqrt(phi p (1 - p))

    are the limits of the funnel.

    Args:
        villages: One row per village: `PEERS`, target_value, actual_value (null: not reported).

    Returns:
        The rows with ready_rate (y / n, people beyond the target left out), peer_rate (p) and
        peer_spread, which are the same for all peers, and peer_z. Null where there is nothing
        to compare: not reported, nobody to be lifted, or all peers alike.
    """
    n = pl.col("target_value")
    # Who became ready beyond the target can't make up for another village.
    y = pl.col("actual_value").clip(upper_bound=n)
    share = y.sum() / n.filter(y.is_not_null()).sum()
    rate = pl.col("peer_rate")
    spread = (n * rate * (1 - rate)).sqrt()
    kept = pl.col("z").clip(pl.col("z").quantile(0.1), pl.col("z").quantile(0.9))
    phi = pl.max_horizontal((kept**2).mean(), pl.lit(1.0))
    return (
        villages.with_columns(
            ready_rate=pl.when(n > 0).then(y / n), peer_rate=share.over(PEERS)
        )
        .with_columns(z=pl.when(spread > 0).then((y - n * rate) / spread))
        .with_columns(phi=phi.over(PEERS))
        .with_columns(
            peer_spread=(pl.col("phi") * rate * (1 - rate)).sqrt(),
            peer_z=pl.col("z") / pl.col("phi").sqrt(),
        )
        .drop("z", "phi")
    )
