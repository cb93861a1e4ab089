"""What a metric of `python -m metrics` reads from the warehouse, where that is much."""
