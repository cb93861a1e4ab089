"""The visit sheet: exactly the narrowed list, in the order of the way, to be filled in."""

from datetime import date

import pytest

from pages.ui.lagging import visit
from pages.ui.messages import speaking

BAYAN, YANSHOU = "230126", "230129"
SLOW, STALLED = "城郊村", "六团村"
STALLED_CODE, FINE_CODE = "230129101200", "230126100201"


def _blocks(page):
    """The text of each village's block, without Markdown's signs."""
    texts = [part.value.replace("\\", "") for part in page.markdown]
    return [text for text in texts if "□" in text]


def test_sheet_has_a_block_for_each_village_of_the_list_township_by_township(villages):
    page = villages(view="visit")
    assert page.title[0].value == "走访单"
    first, second = _blocks(page)
    assert first.startswith(f"**1　{SLOW}**　贫困村、需督办")
    assert second.startswith(f"**2　{STALLED}**　非贫困村、需督办、基数小，仅供参考")
    headings = [part.value for part in page.markdown if part.value.startswith("##### ")]
    assert [heading.replace("\\", "") for heading in headings] == [
        "##### 延寿县延寿镇（1个村）",
        "##### 延寿县六团镇（1个村）",
    ]
    # Nothing else of the page is on it.
    assert not page.table
    assert not page.dataframe


def test_block_says_what_is_known_what_to_see_and_whom_to_ask(villages):
    first, _ = _blocks(villages(view="visit"))
    assert (
        "未脱贫75人（未达标35人），差额24人，完成率61.1%，2018年12月底前应完成90人。" in first
    )
    assert "原因：缺硬化路" in first
    assert "查看和联系：缺硬化路（市交通运输局）" in first
    for blank in ("□ 已入村", "□ 原因属实", "村负责人＿", "情况和建议：＿"):
        assert blank in first


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"kind": "ordinary"}, [STALLED]),
        ({"part": "overdue"}, []),
        ({"area": YANSHOU, "township": STALLED_CODE[:9]}, [STALLED]),
        ({"village": STALLED_CODE}, [STALLED]),
        ({"area": BAYAN, "village": FINE_CODE}, ["吉庆村"]),
    ],
)
def test_sheet_follows_what_the_list_was_narrowed_to(villages, choices, expected):
    found = _blocks(villages(view="visit", **choices))
    assert len(found) == len(expected)
    assert all(name in block for name, block in zip(expected, found, strict=True))


def test_sheet_says_what_it_was_narrowed_to_and_that_it_is_internal(villages):
    said = [
        part.value.replace("\\", "") for part in villages(view="visit", kind="poor").caption
    ]
    assert any("筛选：贫困村。内部资料，仅供走访使用，不得外传。" in line for line in said)


def test_sheet_is_there_in_english_too(villages):
    page = villages(view="visit", lang="en")
    assert page.title[0].value == "Visit sheet"
    first, _ = _blocks(page)
    assert "75 people still poor, 35 of them not ready; short by 24; 61.1% of 90 done" in first
    assert "no paved road (Transport bureau)" in first


def test_page_links_to_the_sheet_of_its_list_and_back(villages):
    links = {link.proto.label: link.proto.query_string for link in villages().get("page_link")}
    assert "view=visit" in links["走访单（2村，打印后填写）"]
    back = villages(view="visit", kind="poor").get("page_link")
    queries = [link.proto.query_string for link in back]
    assert len(queries) == 1
    assert "view=" not in queries[0]
    assert "kind=poor" in queries[0]


@pytest.mark.parametrize(
    ("share", "said"), [(100.0, "驻村工作队已派驻"), (0.0, "驻村工作队未派驻"), (None, "")]
)
def test_resident_team_is_told_where_it_is_known(share, said):
    row = {
        **dict.fromkeys(("remaining_people", "not_ready_people", "people_short"), 8.0),
        **{"attainment_rate": 0.5, "target_value": 16.0, "target_date": date(2018, 12, 31)},
        **{"reasons": ["needs_speed"], "missing_criteria": [], "team": share},
    }
    with speaking("zh"):
        lines = visit.words(row)
    assert ("".join(lines[2:]) == f"查看和联系：{said}。") == bool(said)
