"""An administrator at a phone without a script: a roll of 2,000 with every kind of fault, from file to fingerprint."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from looking import faults, width_of
from playwright.sync_api import Browser, Page, expect
from stands import bare_environment

from hustings_site.roll.imports.faults import FAULTS

pytestmark = pytest.mark.browser

WORK = "from hustings_site.journal.cli.work import command; command()"
HEADINGS = "Number,Name,Branch,Groups,E-mail,Personal e-mail,Address,Joined,Paid up to,Status,Votes,Union,Remarks"
TOLD = {"Groups": "categories", "Personal e-mail": "email_is_personal", "Votes": "weight", "Union": "organisation"}
GOOD = ["{n:05}", "Member {n}", "Alderby", "", "m{n}@example.org", "yes", "1 Mill Lane", "2020-05-01", "2026-12-31"]
GOOD += ["member", "1", "Wickwrights", ""]
FAULTY = {
    "no_number": (0, ""),
    "number_twice": (0, "00001"),
    "no_name": (1, ""),
    "no_branch": (2, ""),
    "unknown_branch": (2, "Aldreby"),
    "two_branches": (2, "Mill"),
    "unknown_category": (3, "Elders"),
    "unknown_status": (9, "keen"),
    "unreadable_date": (7, "spring 2020"),
    "two_digit_year": (7, "1/5/20"),
    "future_date": (7, "2999-01-01"),
    "distant_date": (7, "1820-05-01"),
    "paid_before_joined": (8, "2019-05-01"),
    "malformed_email": (4, "m(at)example.org"),
    "no_weight": (10, "many"),
    "neither_yes_nor_no": (5, "perhaps"),
    "formula": (1, "=1+1"),
    "error_value": (1, "#REF!"),
    "too_long": (1, "M" * 201),
    "control_characters": (1, "Me\x07mber"),
    "wrong_encoding": (1, "Zo\u00c3\u00ab"),
    "other_organisation": (11, "Lampwrights"),
    "too_many_cells": (12, "a,b"),
}
"""A kind of fault: the cell that has it, and what stands there."""

ROWS = 2000


def roll() -> bytes:
    """A file with a byte-order mark, semicolons nowhere, a blank line, and one row of each kind of fault."""
    rows = [[cell.format(n=n) for cell in GOOD] for n in range(1, ROWS + 1)]
    for row, (cell, value) in zip(rows[100:], FAULTY.values(), strict=False):
        row[cell] = value
    text = "\n".join([HEADINGS, *(",".join(row) for row in rows[:50]), "", *(",".join(row) for row in rows[50:]), ""])
    return text.encode("utf-8-sig")


@pytest.fixture
def worker(demo: object) -> Iterator[None]:
    """`hustings work` beside the server."""
    command = [sys.executable, "-c", WORK, "--data", demo.data]
    running = subprocess.Popen(command, env=bare_environment(), stdout=subprocess.DEVNULL)
    with running:
        yield
        running.terminate()


@pytest.fixture
def looked_at(browser: Browser, axe: str) -> object:
    """Check a page in all its ways, in a window where scripts run, signed in as it is."""

    def look(page: Page) -> None:
        assert width_of(page) == 320, page.url
        context = browser.new_context(storage_state=page.context.storage_state())
        said = []
        other = context.new_page()
        other.on("console", lambda message: said.append(message.text))
        other.goto(page.url)
        found = faults(other, axe)
        other.emulate_media(media="print")
        other.set_viewport_size({"width": 680, "height": 900})
        assert width_of(other) <= 680, page.url
        assert (found, said) == ([], []), page.url
        context.close()

    return look


def test_roll_of_two_thousand_with_every_kind_of_fault(open_page: object, worker: None, looked_at: object) -> None:
    assert set(FAULTY) == set(FAULTS) - {"changed_meanwhile"}
    page = open_page("/organisations/", as_officer=True, width=320, java_script_enabled=False)
    with page.expect_navigation():
        page.get_by_role("link", name="Enter an organisation").click()
    looked_at(page)
    page.get_by_label("Name").fill("Wickwrights")
    with page.expect_navigation():
        page.get_by_role("button", name="Enter this organisation").press("Enter")
    looked_at(page)
    page.get_by_role("link", name="Branches", exact=True).click()
    page.get_by_role("link", name="Enter a list of branches").click()
    page.get_by_label("List of branches").fill("code,name\nalderby,Alderby\nmill1,Mill\nmill2,Mill\n")
    looked_at(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Enter these branches").press("Enter")
    looked_at(page)

    page.goto("/roll/wickwrights/imports/")
    looked_at(page)
    file = {"name": "roll.csv", "mimeType": "text/csv", "buffer": roll()}
    page.get_by_label("List of members, CSV or XLSX").set_input_files(file)
    page.get_by_role("button", name="Read this file").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2,000 rows in roll.csv: what are its columns?")
    expect(page.get_by_text("The file begins with a byte-order mark, which is passed over.")).to_be_visible()
    expect(page.get_by_text("1 blank line is passed over.")).to_be_visible()
    for heading, field in TOLD.items():
        page.get_by_label(heading, exact=True).select_option(field)
    looked_at(page)
    page.get_by_role("button", name="Check every row").press("Enter")
    page.get_by_role("heading", name="What roll.csv would do").wait_for()
    lead = f"2,000 rows: {ROWS - len(FAULTY):,} new, 0 changed, 0 unchanged, {len(FAULTY)} rejected."
    expect(page.get_by_text(lead)).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="All rejected rows").click()
    expect(page.locator("tbody th")).to_have_text([str(103 + n) for n in range(len(FAULTY))])
    looked_at(page)
    page.go_back()
    page.get_by_role("button", name=re.compile("^Store 1,977 new members")).press("Enter")
    page.get_by_role("heading", name="roll.csv is stored").wait_for()
    expect(page.get_by_text(lead)).to_be_visible()
    looked_at(page)

    page.goto("/roll/wickwrights/members/?q=Member+1999")
    with page.expect_navigation():
        page.get_by_role("link", name="Member 1999").click()
    looked_at(page)
    page.goto("/roll/wickwrights/electorates/new/")
    looked_at(page)
    page.get_by_label("Name", exact=True).fill("All members")
    page.get_by_label("Joined on or before").fill("2026-01-03")
    page.get_by_role("button", name="Keep this rule and see whom it finds").press("Enter")
    expect(page.get_by_text("Today it finds 1,977 of 1,977 members.")).to_be_visible()
    looked_at(page)
    page.goto("/roll/wickwrights/settings/")
    looked_at(page)
    page.get_by_label("Reason").fill("The test is alone")
    with page.expect_navigation():
        page.get_by_role("button", name="Let one officer act alone").press("Enter")
    page.goto("/roll/wickwrights/electorates/all-members/freeze/")
    looked_at(page)
    page.get_by_role("button", name="Freeze it now").press("Enter")
    page.get_by_role("link", name=re.compile("^All members, frozen on")).click()
    expect(page.get_by_text("the roll is what was frozen.")).to_be_visible()
    looked_at(page)
    fingerprint = page.locator(".hash code").first.inner_text()
    text = page.request.get(page.url + "roll.txt").body()
    assert hashlib.sha256(text).hexdigest() == fingerprint
    page.get_by_role("link", name="Public page").click()
    expect(page.get_by_text("1,977 were entitled when the roll was frozen")).to_be_visible()
    expect(page.get_by_text(fingerprint)).to_be_visible()
    looked_at(page)
    page.goto("/organisations/wickwrights/")
    expect(page.get_by_text("One officer acts alone here, also in what cannot be undone.")).to_be_visible()
    looked_at(page)


def fill(page: Page, path: str, button: str, **fields: str) -> None:
    """Fill a form in by its labels, and send it."""
    page.goto(path)
    for label, text in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name=button).press("Enter")


def take_file(page: Page, *rows: str) -> None:
    page.goto("/roll/chandlers/imports/")
    text = "\n".join(["Number,Name,Branch,E-mail", *rows, ""]).encode()
    page.get_by_label("List of members, CSV or XLSX").set_input_files(
        {"name": f"{len(rows)}.csv", "mimeType": "text/csv", "buffer": text}
    )
    page.get_by_role("button", name="Read this file").press("Enter")
    page.get_by_role("button", name="Check every row").press("Enter")
    page.get_by_role("heading", name=f"What {len(rows)}.csv would do").wait_for()


def test_every_other_page_of_the_roll(open_page: object, demo: object, looked_at: object) -> None:
    page = open_page("/organisation/new/", as_officer=True, width=320, java_script_enabled=False)
    fill(page, "/organisation/new/", "Enter this organisation", Name="Chandlers")
    fill(page, "/roll/chandlers/branches/", "Enter this branch", Code="quay", Name="Quayside")
    fill(page, "/roll/chandlers/categories/", "Enter this category", Code="youth", Name="Youth")
    take_file(page, f"1,Orla Wick,quay,{demo.email}", "2,Cato Dunn,quay,both@example.org", "3,Ida Inch,quay,")
    page.get_by_role("button", name="Store 3 new members and 0 changes").press("Enter")
    page.get_by_role("heading", name="3.csv is stored").wait_for()
    done = page.url
    take_file(
        page, "2,Cato Dale,quay,both@example.org", "4,Finn,quay,both@example.org", "5,Una,nowhere,", "6,Eda,quay,"
    )
    checked = page.url
    page.goto("/roll/chandlers/members/")
    page.get_by_role("link", name="Orla Wick").click()
    page.get_by_role("heading", level=1, name="Orla Wick").wait_for()
    member = page.url
    page.get_by_role("button", name="Let the member sign in").press("Enter")
    expect(page.get_by_text("The member has an account")).to_be_visible()
    fill(page, "/membership/chandlers/", "Ask for the correction", **{"What is wrong, and what is right": "I moved."})
    expect(page.get_by_text("Your request is with the organisation.")).to_be_visible()
    looked_at(page)
    for path in (f"{member}change/", f"{member}erase/", "/roll/chandlers/requests/"):
        page.goto(path)
        looked_at(page)
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("^Member 1,")).click()
    looked_at(page)
    page.goto("/roll/chandlers/settings/")
    page.get_by_label("Reason").fill("The test is alone")
    with page.expect_navigation():
        page.get_by_role("button", name="Let one officer act alone").press("Enter")
    fill(page, "/roll/chandlers/electorates/new/", "Keep this rule and see whom it finds", Name="Everybody")
    page.goto("/roll/chandlers/electorates/everybody/freeze/")
    page.get_by_role("button", name="Freeze it now").press("Enter")
    page.get_by_role("link", name=re.compile("^Everybody, frozen on")).click()
    page.get_by_role("heading", level=1, name="The roll of “Everybody”").wait_for()
    roll = page.url
    page.get_by_role("link", name="2", exact=True).click()
    page.get_by_label(re.compile("^Hold the vote apart")).wait_for()
    entry = page.url
    looked_at(page)
    page.get_by_label(re.compile("^Hold the vote apart")).press(" ")
    page.get_by_label("Reason").fill("Appeal against a suspension")
    page.get_by_role("button", name="Change the roll now").press("Enter")
    expect(page.get_by_text("2 may vote today")).to_be_visible()
    page.get_by_role("link", name="Public page").click()
    expect(page.get_by_text("Appeal against a suspension")).to_be_visible()
    looked_at(page)
    fill(page, f"{member}erase/", "Erase the record now", Reason="Asked for")
    expect(page.get_by_text("is still needed")).to_have_count(0)
    for path in (
        done,
        f"{done}undo/",
        checked,
        f"{checked}absent/",
        f"{checked}rows/changed/",
        f"{checked}?again=1",
        roll,
        entry,
        f"{roll}add/",
        f"{roll}erase/",
        "/roll/chandlers/",
        "/roll/chandlers/branches/quay/",
        "/roll/chandlers/categories/youth/",
        "/roll/chandlers/members/",
        "/roll/chandlers/members/new/",
        "/roll/chandlers/electorates/everybody/",
        "/roll/chandlers/requests/",
        "/roll/chandlers/erasures/",
        "/organisations/",
        "/membership/",
    ):
        page.goto(path)
        looked_at(page)
