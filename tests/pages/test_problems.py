"""The problems page: what the ledger says of four problems on the last day of September."""

import pytest

from tests.pages.conftest import tables_on_paper, words

PAGE = "pages/programme/problems.py"
BAYAN = "230126"


@pytest.fixture
def problems(open_page):
    """The ledger, opened by a link."""
    return lambda **choices: open_page(PAGE, **choices)


def _ledger(page):
    return next(t.value for t in page.dataframe if "problem_code" in t.value.columns)


def _counts(page):
    return next(t.value for t in page.dataframe if "total_count" in t.value.columns)


@pytest.mark.parametrize(
    ("lang", "title", "states"),
    [
        ("zh", "问题整改", ["■ 逾期", "▲ 整改中", "◆ 已完成待验收", "● 已销号"]),
        (
            "en",
            "Problems",
            [
                *("■ Overdue", "▲ Being put right"),
                *("◆ Awaiting the check", "● Closed"),
            ],
        ),
    ],
)
def test_overdue_problems_come_first(problems, lang, title, states):
    page = problems(lang=lang)
    assert page.title[0].value == title
    ledger = _ledger(page)
    assert ledger["problem_code"].to_list() == ["2018-001", "2018-003", "2018-002", "2017-001"]
    assert ledger["state_word"].to_list() == states
    # Due on 31 August, looked at on 30 September.
    assert ledger["days_overdue"].to_list()[0] == 30
    assert f"{31 + 30 + 31}" in words(problems(problem="2018-003"))


def test_line_names_place_offices_measure_and_evidence(problems):
    page = problems(problem="2017-001")
    closed = _ledger(page).iloc[-1]
    assert (closed["place"], closed["office"]) == ("巴彦县福民村", "市扶贫办")
    assert "整改措施：逐户补齐档案" in words(page)
    assert "佐证材料：复核记录" in words(page)


def test_figures_count_each_state(problems):
    page = problems()
    shown = {metric.label: metric.value for metric in page.metric}
    assert shown == {
        **{"问题总数": "4", "● 已销号": "1", "◆ 已完成待验收": "1"},
        **{"▲ 整改中": "1", "■ 逾期": "1"},
    }
    assert "销号率25.0%" in words(page)
    assert "最长逾期30天" in words(page)


def test_counts_by_office_add_up_to_the_ledger(problems):
    counts = _counts(problems(by="lead"))
    assert counts["named"].to_list() == [
        *("市扶贫办", "市财政局", "市水务局", "市住建局", "合计")
    ]
    parts, total = counts[:-1], counts.iloc[-1]
    for name in ("total_count", "overdue_count", "closed_count"):
        assert parts[name].sum() == total[name]
    assert total["closed_rate"] == 100 * 1 / 4


def test_the_citys_own_problems_are_counted_as_the_citys(problems):
    counts = _counts(problems(by="county")).set_index("named")
    assert counts.loc["巴彦县", "total_count"] == 2
    assert counts.loc["市本级", "total_count"] == 1


def test_choices_in_the_url_narrow_the_ledger_and_it_says_so(problems):
    page = problems(problem_state="overdue", source="audit")
    assert _ledger(page)["problem_code"].to_list() == ["2018-001"]
    assert "筛选：审计、■ 逾期。" in words(page)
    assert _counts(page)["total_count"].to_list()[-1] == 4


def test_county_has_its_own_ledger(problems):
    assert set(_ledger(problems(area=BAYAN))["problem_code"]) == {"2018-001", "2017-001"}


def test_later_closings_are_not_known_yet(problems):
    ledger = _ledger(problems(as_of="2017-06"))
    assert ledger["state_word"].to_list() == ["◆ 已完成待验收"]


def test_before_the_first_problem_the_page_says_so(problems):
    page = problems(as_of="2016-06")
    assert not page.dataframe
    assert "台账中没有问题" in words(page)


def test_link_to_a_problem_names_file_row_and_day(problems):
    page = problems(problem="2018-001")
    line = next(text for text in words(page).splitlines() if text.startswith("数据来源"))
    assert "问题整改台账" in line
    assert "收到日期：2018年10月4日" in line


def test_paper_has_the_ledger_and_the_counts(problems):
    page = problems(view="print")
    # The ledger is wider than paper: each of its two panels begins with the code.
    *ledger, counts = tables_on_paper(page)
    assert [panel[0][0] for panel in ledger] == ["编号", "编号"]
    assert counts[-1][0] == "合计"
    assert not page.dataframe
