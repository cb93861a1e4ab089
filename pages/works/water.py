"""Safe water page: natural villages and people served, and the works that bring it."""

from pages.ui.works import page

page.draw("water")
