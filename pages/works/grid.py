"""Rural grid page: three-phase power by village, and the works of the grid."""

from pages.ui.works import page

page.draw("grid")
