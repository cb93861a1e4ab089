"""The repository tells the truth about itself: documents, versions, terms."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from pages.ui.messages import catalogue

ROOT = Path(__file__).parents[1]
POLICY = ROOT / "data" / "reference" / "policy.txt"
START = "pip install uv && uv run streamlit run app.py"
TEST = "uv run pytest"


def _tracked() -> list[Path]:
    """Files that the repository holds, or would hold after the next commit."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [
        ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()
    ]


def _texts() -> dict[str, str]:
    binary = {".png", ".xlsx", ".ico"}
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8", errors="replace")
        for path in _tracked()
        if path.suffix not in binary
    }


def _documents() -> dict[str, str]:
    return {name: text for name, text in _texts().items() if name.endswith(".md")}


def _pins() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return dict(line.split("==") for line in project["dependencies"])


def test_every_direct_dependency_has_an_exact_pin_and_its_requirement():
    required = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", _requirements(), re.MULTILINE))
    assert {name: required.get(name) for name in _pins()} == _pins()


def test_requirements_name_version_and_hashes_and_no_host():
    entry = r"[\w.-]+==[\w.]+(?: ; [^\\\n]+)?((?: \\\n +--hash=sha256:[0-9a-f]{64})+)"
    lines = [line for line in _requirements().splitlines() if not line.startswith("#")]
    entries = re.split(r"\n(?=\S)", "\n".join(lines))
    assert [text for text in entries if not re.fullmatch(entry, text)] == []


def test_requirements_say_how_they_are_made():
    assert "uv export --no-dev --no-annotate" in _requirements().split("\n\n")[0][:300]


def _requirements() -> str:
    return (ROOT / "requirements.txt").read_text("utf-8")


def test_no_lock_file_is_kept():
    assert "uv.lock" not in _texts()


def test_no_file_names_a_machine_or_an_archive():
    own = Path(__file__).relative_to(ROOT).as_posix()
    place = re.compile(
        r"(?<![\w.])/(home|root|Users|work|tmp|mnt)/\w|[A-Z]:\\\w|\bpythonhosted\b"
    )
    found = [
        f"{name}: {match.group()}"
        for name, text in _texts().items()
        if name != own
        for match in place.finditer(text)
    ]
    assert found == []


def test_links_of_the_documents_lead_somewhere():
    broken = [
        f"{name}: {target}"
        for name, text in _documents().items()
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if "://" not in target and not _leads(ROOT / name, target)
    ]
    assert broken == []


def _leads(document: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    aim = document.parent / path if path else document
    if not aim.exists():
        return False
    headings = re.findall(r"^#+ +(.+)$", aim.read_text("utf-8"), re.M) if anchor else []
    slugs = {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in headings}
    return not anchor or anchor in slugs


def test_paths_that_documents_name_exist():
    path = re.compile(r"`((?:app\.py|\.ci|data|metrics|pages|tests|docs)(?:/[\w.{},-]*)*/?)`")
    missing = [
        f"{name}: {place}"
        for name, text in _documents().items()
        for place in path.findall(text)
        if not (ROOT / place).exists() and not (ROOT / f"{place}.py").exists()
    ]
    assert missing == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_gives_the_two_commands_and_the_tree(readme):
    text = (ROOT / readme).read_text("utf-8")
    assert f"\n{START}\n" in text
    assert f"\n{TEST}\n" in text
    tree = re.search(r"```\n(app\.py .+?)```", text, re.DOTALL).group(1).splitlines()
    places = [line.split()[0] for line in tree]
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert len(places) == 10


def test_ci_runs_what_contributing_names():
    commands = set(re.findall(r"`(uv run [^`]+)`", _contributing().split("\n## ")[0]))
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert TEST in commands
    assert [command for command in commands if command not in script] == []


def _contributing() -> str:
    return (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize("thing", ["indicator", "page", "form", "language"])
def test_contributing_has_a_recipe_in_numbered_steps(thing):
    recipe = re.search(rf"## Add an? {thing}\n(.+?)(?=\n## )", _contributing(), re.DOTALL)
    steps = [int(number) for number in re.findall(r"^(\d)\. ", recipe.group(1), re.MULTILINE)]
    assert steps == list(range(1, len(steps) + 1))
    assert re.search(r"`[\w/]+\.(py|yml|md)`", recipe.group(1))


def test_decision_records_have_four_headings_and_a_place_in_the_index():
    records = {
        Path(name).name: text
        for name, text in _documents().items()
        if name.startswith("docs/decisions/") and not name.endswith("README.md")
    }
    headings = {name: re.findall(r"^## (.+)$", text, re.M) for name, text in records.items()}
    four = [
        "The question",
        "What we chose",
        "What else we considered",
        "What would make us change our mind",
    ]
    assert headings == dict.fromkeys(records, four)
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    assert set(re.findall(r"\]\(([\w.-]+)\)", index)) == set(records)


def _terms() -> list[list[str]]:
    """Cells of the glossary: English, Chinese, code, meaning, the same in Chinese, source."""
    lines = (ROOT / "GLOSSARY.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if "|" in line]
    return [row for row in rows if row[0] not in {"English", "---"}]


def test_glossary_explains_each_term_once_in_both_languages():
    assert [row for row in _terms() if len(row) != 6] == []
    english, chinese, _, meaning, explained, _ = zip(*_terms(), strict=True)
    assert len(set(english)) == len(english)
    assert len(set(chinese)) == len(chinese)
    assert [
        text for text in chinese + explained if not re.search("[\u4e00-\u9fff]", text)
    ] == []
    assert [text for text in meaning if not text.endswith(".")] == []
    assert [text for text in explained if not text.endswith("。")] == []


def test_glossary_sources_are_clauses_of_the_policy_or_say_what_else():
    clauses = set(re.findall(r"^\((\w+)\)", POLICY.read_text("utf-8"), re.MULTILINE))
    unknown = [
        source
        for *_, source in _terms()
        if source not in {"published", "usage", "house", "一"}
        and not set(re.findall(r"（(\w+)）", source) or ["none"]) <= clauses
    ]
    assert unknown == []


SPOKEN = r"\w+\.title|frame\.(programme|counties|villages|stewardship)|(state|light\w*)\..+"


def test_glossary_has_the_words_of_titles_states_and_lights():
    english = " / ".join(row[0] for row in _terms()).lower()
    chinese = " / ".join(row[1] for row in _terms())
    unknown = [
        f"{key}: {text.zh}, {text.en}"
        for key, text in catalogue().items()
        if re.fullmatch(SPOKEN, key) and not key.startswith(("frame.title", "first_start"))
        if "{" not in text.zh and not (text.zh in chinese and text.en.lower() in english)
    ]
    assert unknown == []


def test_glossary_names_code_that_exists():
    code = "\n".join(
        text
        for name, text in _texts().items()
        if name.startswith(("data/", "metrics/", "pages/")) and name.endswith((".py", ".yml"))
    )
    names = [name for row in _terms() for name in re.findall(r"`([^`]+)`", row[2])]
    assert [name for name in names if name not in code] == []
