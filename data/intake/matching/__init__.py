"""Matching: which form a file is, and which of its columns is which field."""
