"""Readers: a file of an office in, text cells with the sender's own row numbers out."""
