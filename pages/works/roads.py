"""Rural roads page: kilometres and bridges against plan, and what is late where."""

from pages.ui.works import page

page.draw("roads")
