"""A mistake of the program is a sentence with a number, never Streamlit's own words."""

import shutil

from tests.browser.conftest import running_app, settle
from tests.serving import ROOT


def test_a_page_that_breaks_says_so_in_the_readers_language(page, sample_home, tmp_path):
    copy = tmp_path / "tree"
    for part in ("data", "metrics", "pages", ".streamlit"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", copy)
    broken = copy / "pages" / "stewardship" / "definitions.py"
    broken.write_text('"""Definitions."""\n\nraise ZeroDivisionError("secret cell")\n')
    with running_app(sample_home, tree=copy) as url:
        page.goto(f"{url}/definitions?lang=zh")
        settle(page)
        text = page.locator("body").inner_text()
        assert "系统未能完成此操作" in text
        assert "编号：" in text
        assert "secret cell" not in text
        assert "ChatGPT" not in text
