"""Parts of the steps page."""
