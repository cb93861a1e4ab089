"""Validation: every problem of every row, vectorised; no check stops at the first."""
