"""The definitions page: every indicator with its clause, found and linked to."""

import pytest

from data.catalogue import indicators, programme

PAGE = "pages/stewardship/definitions.py"


def _table(page, column):
    """The table on the page that has a column."""
    return next(table.value for table in page.dataframe if column in table.value.columns)


@pytest.fixture(params=["zh", "en"])
def page(app, request):
    app.query_params["lang"] = request.param
    return app.run().switch_page(PAGE).run()


def test_every_indicator_is_listed(page):
    assert not page.exception
    assert len(_table(page, "name")) == len(indicators())


def test_first_indicator_is_open_with_its_promises(page):
    promised = [c for c in programme().commitments if c.indicator_code == "people_lifted"]
    table = _table(page, "quote")
    assert list(table["quote"]) == [commitment.quote for commitment in promised]
    assert "201,087" in table["target"].iloc[0]


def test_link_opens_one_indicator(english):
    english.query_params["indicator"] = "housing_renovated"
    page = english.run().switch_page(PAGE).run()
    assert indicators()["housing_renovated"].name.en in [head.value for head in page.subheader]


def test_words_find_an_indicator_in_either_language(chinese):
    page = chinese.run().switch_page(PAGE).run()
    for words in ("危房", "housing_renovated", "Dilapidated"):
        page.text_input[0].set_value(words).run()
        assert indicators()["housing_renovated"].name.zh in list(_table(page, "name")["name"])


def test_clause_filter_keeps_what_stands_on_it(english):
    page = english.run().switch_page(PAGE).run()
    page.multiselect(key="clause").set_value(["三（三）"]).run()
    assert page.query_params["clause"] == "三（三）"
    shown = _table(page, "name")
    wanted = {c.indicator_code for c in programme().commitments if c.clause == "三（三）"}
    assert set(shown["name"]) == {indicators()[code].name.en for code in wanted}


def test_search_that_finds_nothing_says_what_to_change(english):
    page = english.run().switch_page(PAGE).run()
    page.text_input[0].set_value("zzzz").run()
    assert "No data for this choice" in page.info[0].value


def test_settings_in_force_are_shown_with_their_source(english):
    page = english.run().switch_page(PAGE).run()
    table = _table(page, "setting")
    assert (
        table.set_index("setting").loc["Green from a schedule performance of", "value"] == "95%"
    )
    assert set(table["source"]) <= {"method", "office practice, to be confirmed by the city"}
