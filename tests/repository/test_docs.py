"""Every command, rule and format has its page, and what is generated in it is up to date."""

import re
from pathlib import Path

import pytest

import docs

ROOT = Path(__file__).resolve().parents[2]
PAGES = {page.path.relative_to(ROOT).as_posix(): page for page in docs.pages()}


@pytest.mark.parametrize("path", PAGES)
def test_page_is_up_to_date(path: str) -> None:
    assert not PAGES[path].stale(), "run: make docs"


@pytest.mark.parametrize("folder", ["cli", "rules", "formats"])
def test_no_page_outlives_what_it_documents(folder: str) -> None:
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / folder).glob("*.md")}
    assert found == {path for path in PAGES if path.startswith(f"docs/{folder}/")}


def test_every_link_between_pages_leads_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "requirements/README.md"]
    broken = [
        f"{document.relative_to(ROOT)}: {target}"
        for document in documents
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)[^)]*\)", without_code(document.read_text()))
        if not (document.parent / target).exists()
    ]
    assert broken == []


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def test_practices_are_sixteen_with_a_known_status() -> None:
    practices = list(docs.practices())
    assert [int(practice["number"]) for practice in practices] == list(range(1, 17))
    assert {practice["Status"] for practice in practices} <= {"works", "partly", "planned"}


def test_practices_name_tests_that_exist() -> None:
    named = {
        path: practice["number"]
        for practice in docs.practices()
        for path in re.findall(r"`(tests/[^`:]+)", practice["Test"])
    }
    assert {path: number for path, number in named.items() if not (ROOT / path).exists()} == {}


def test_practices_not_planned_name_a_test_and_a_page() -> None:
    bare = [p["number"] for p in docs.practices() if p["Status"] != "planned" and "–" in {p["Test"], p["Page"]}]
    assert bare == []


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs/decisions").glob("[0-9]*.md")]
    assert sorted(numbers) == sorted(set(numbers))
