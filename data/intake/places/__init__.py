"""Places in files: coordinate systems, shapes, and what can be wrong with them."""
