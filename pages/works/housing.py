"""Housing page: unsafe houses repaired and rebuilt, by village and year."""

from pages.ui.works import page

page.draw("housing")
