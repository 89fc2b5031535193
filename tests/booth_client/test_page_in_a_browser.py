"""The voter's page in a real browser: every way to vote, what is said aloud, what is sent, and what can go wrong."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from booth_client.stand import BOOTH, FORTY_TWO, NAMES, Stand
from nacl.signing import VerifyKey
from playwright.sync_api import Page, expect

from hustings.ballots.packed import unpack
from hustings.belenios.v1.ballots import tracker

pytestmark = pytest.mark.browser

EVERY_KIND = ("ranking", "marks", "yes_no", "packed")


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).click()


def heading(page: Page, name: str) -> None:
    page.get_by_role("heading", level=1, name=name, exact=True).wait_for()


def enter(page: Page, code: str) -> None:
    page.get_by_label("Voting code").fill(code)
    press(page, "Open my contests")


def tap(page: Page, *names: str) -> None:
    for name in names:
        page.locator(".candidate .name").get_by_text(name, exact=True).click()


def type_number(page: Page, name: str, number: str) -> None:
    page.get_by_label(f"Number for {name}", exact=True).fill(number)
    page.keyboard.press("Tab")


def ranks(page: Page, *names: str) -> None:
    """The paper is on the screen, and ranks these."""
    page.locator(".candidate").first.wait_for()
    expect(page.locator(".ranking .who")).to_have_text(names)


def says(page: Page, words: str) -> None:
    """What a screen reader hears."""
    expect(page.locator("#announced")).to_have_text(words)


def cast(page: Page) -> None:
    press(page, "Read my vote back")
    heading(page, "Is this your vote?")
    press(page, "Seal and cast my vote")
    heading(page, "Your vote is in the ballot list")


def keeps(page: Page, drafts: int) -> None:
    """The device keeps as many drafts, perhaps a moment later."""
    page.wait_for_function("drafts => localStorage.length === drafts", arg=drafts)


# Ways to vote -----------------------------------------------------------------


def test_one_code_opens_every_contest_and_each_choice_arrives_as_made(serve, visit) -> None:
    stand = serve(*EVERY_KIND)
    page = visit(stand.address)
    enter(page, stand.codes[0])
    heading(page, "Your code opens 4 contests")
    press(page, "Vote: General secretary")
    page.locator("main").get_by_text("Contest 1 of 4").wait_for()
    tap(page, "Carys Pugh", "Amina Khan")
    cast(page)
    press(page, "Next contest: Members of the executive")
    for name in ("Amina Khan A", "Dov Adler B", "Eilidh MacRae D"):
        page.get_by_label(name).check()
    page.locator("main").get_by_text("3 of at most 9 chosen").wait_for()
    cast(page)
    press(page, "Next contest: Rule change 4")
    page.get_by_label("No", exact=True).check()
    cast(page)
    press(page, "Next contest: Members of the council")
    tap(page, "Gwen Hazel", "Ada Alder", "Dag Cedar")
    cast(page)
    page.locator("main").get_by_text("That was your last contest.").wait_for()
    chosen = [position in {0, 8, 19} for position in range(20)]
    assert stand.opened("ranking") == [(2, 0, 1, 0, 0)]
    assert stand.opened("marks") == [tuple(map(int, chosen))]
    assert stand.opened("yes_no") == [(0, 0, 1)]
    (council,) = stand.opened("packed")
    assert unpack(bytes(council), 42) == tuple(map(FORTY_TWO.index, ("Gwen Hazel", "Ada Alder", "Dag Cedar")))


def test_check_13_vote_by_keyboard_alone(serve, visit) -> None:
    """Check 13: by keyboard only."""
    stand = serve("ranking")
    page = visit(stand.address)
    tab_to(page, "Voting code")
    page.keyboard.type(stand.codes[0])
    page.keyboard.press("Enter")
    heading(page, "General secretary")
    tab_to(page, "Number for Dov Adler")
    page.keyboard.type("1")
    tab_to(page, "Eilidh MacRae, add as 2nd")
    page.keyboard.press("Enter")
    tab_to(page, "Eilidh MacRae, 2nd of 2: drag, or press the up and down arrow keys")
    page.keyboard.press("ArrowUp")
    says(page, "Eilidh MacRae, now 1st of 2")
    focuses(page, "Eilidh MacRae, 1st of 2: drag, or press the up and down arrow keys")
    tab_to(page, "Move Dov Adler to the top")
    page.keyboard.press("Enter")
    says(page, "Dov Adler, now 1st of 2")
    focuses(page, "Move Dov Adler to the top")
    tab_to(page, "Read my vote back")
    page.keyboard.press("Enter")
    tab_to(page, "Seal and cast my vote")
    page.keyboard.press("Enter")
    heading(page, "Your vote is in the ballot list")
    assert stand.opened("ranking") == [(0, 0, 0, 1, 2)]


FOCUSED = """(() => {
    const at = document.activeElement;
    return at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent;
})()"""
"""The name, as a screen reader says it, of what has the focus."""


def focuses(page: Page, name: str) -> None:
    page.wait_for_function(f"name => {FOCUSED} === name", arg=name)


def tab_to(page: Page, name: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == name:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def test_check_13_vote_by_touch_on_a_small_phone(serve, visit) -> None:
    """Check 13: by touch only."""
    stand = serve("ranking")
    page = visit(stand.address, width=320, has_touch=True, is_mobile=True)
    page.get_by_label("Voting code").fill(stand.codes[0])
    page.get_by_role("button", name="Open my contests").tap()
    for name in ("Bertil Öst", "Amina Khan", "Carys Pugh"):
        page.locator(".candidate .name").get_by_text(name, exact=True).tap()
    page.get_by_role("button", name="Move Carys Pugh up").tap()
    says(page, "Carys Pugh, now 2nd of 3")
    touch_drag(page, "Amina Khan, 3rd", "Bertil Öst, 1st")
    says(page, "Amina Khan, now 1st of 3")
    ranks(page, "Amina Khan", "Bertil Öst", "Carys Pugh")
    page.get_by_role("button", name="Read my vote back").tap()
    page.get_by_role("button", name="Seal and cast my vote").tap()
    heading(page, "Your vote is in the ballot list")
    assert stand.opened("ranking") == [(1, 2, 3, 0, 0)]


def touch_drag(page: Page, what: str, onto: str) -> None:
    """By a finger, as the browser itself gets it."""
    handles = [page.get_by_role("button", name=re.compile(f"^{name}")) for name in (what, onto)]
    handles[0].scroll_into_view_if_needed()
    start, end = (handle.bounding_box() for handle in handles)
    assert start is not None
    assert end is not None
    browser = page.context.new_cdp_session(page)
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    browser.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        at = y + (end["y"] - y) * step / 8
        browser.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": at}]})
    page.wait_for_timeout(300)  # let go at rest: a tap that comes while a fling runs only stops the fling
    browser.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": end["y"]}]})
    browser.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_dragging_by_mouse_moves_and_escape_puts_back(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    page.set_viewport_size({"width": 1280, "height": 1400})
    tap(page, *NAMES)
    begin_drag(page, "Eilidh MacRae, 5th", "Bertil Öst, 2nd")
    page.mouse.up()
    ranks(page, "Amina Khan", "Eilidh MacRae", "Bertil Öst", "Carys Pugh", "Dov Adler")
    says(page, "Eilidh MacRae, now 2nd of 5")
    begin_drag(page, "Amina Khan, 1st", "Dov Adler, 5th")
    ranks(page, "Eilidh MacRae", "Bertil Öst", "Carys Pugh", "Dov Adler", "Amina Khan")
    page.keyboard.press("Escape")
    page.mouse.up()
    ranks(page, "Amina Khan", "Eilidh MacRae", "Bertil Öst", "Carys Pugh", "Dov Adler")


def begin_drag(page: Page, what: str, onto: str) -> None:
    start, end = (page.get_by_role("button", name=re.compile(f"^{name}")).bounding_box() for name in (what, onto))
    assert start is not None
    assert end is not None
    down = end["y"] > start["y"]
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 10, end["y"] + (end["height"] + 60 if down else 2), steps=8)


def test_check_13_every_change_of_a_ranking_is_said(serve, visit) -> None:
    """Check 13: what a screen reader hears."""
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    for act, heard in (
        (lambda: tap(page, "Bertil Öst"), "Bertil Öst, now 1st of 1"),
        (lambda: tap(page, "Amina Khan"), "Amina Khan, now 2nd of 2"),
        (lambda: type_number(page, "Carys Pugh", "1"), "Carys Pugh, now 1st of 3"),
        (lambda: press(page, "Move Carys Pugh down"), "Carys Pugh, now 2nd of 3"),
        (lambda: press(page, "Move Amina Khan up"), "Amina Khan, now 2nd of 3"),
        (lambda: press(page, "Move Amina Khan to the top"), "Amina Khan, now 1st of 3"),
        (lambda: tap(page, "Carys Pugh"), "Carys Pugh, not ranked any more; 2 are ranked"),
        (lambda: press(page, "Remove Bertil Öst"), "Bertil Öst, not ranked any more; 1 is ranked"),
        (lambda: type_number(page, "Amina Khan", ""), "Amina Khan, not ranked any more; 0 are ranked"),
    ):
        act()
        says(page, heard)


def test_typed_number_that_is_none_is_told_and_changes_nothing(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    tap(page, "Bertil Öst")
    page.get_by_label("Number for Bertil Öst").fill("x")
    page.get_by_label("Number for Amina Khan").focus()
    told = page.get_by_role("alert").filter(has_text="no number")
    expect(told).to_have_text("“x” is no number. Type 1 for your first choice, or leave it empty.")
    ranks(page, "Bertil Öst")
    expect(page.get_by_label("Number for Bertil Öst")).to_have_value("1")


def test_whoever_is_not_ranked_stays_unranked_and_a_blank_paper_is_asked_for(serve, visit) -> None:
    """Check 13: unranked stays unranked."""
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    press(page, "Read my vote back")
    page.locator("main").get_by_text("You have chosen nobody.").wait_for()
    press(page, "Leave the paper blank, on purpose")
    page.locator("main").get_by_text("Your paper is blank.").wait_for()
    press(page, "Change it")
    tap(page, "Dov Adler")
    press(page, "Read my vote back")
    rest = "Not ranked, so without a preference from you: Amina Khan, Bertil Öst, Carys Pugh, and Eilidh MacRae."
    page.locator("main").get_by_text(rest).wait_for()
    press(page, "Change it")
    press(page, "Clear my choices")
    press(page, "Read my vote back")
    press(page, "Leave the paper blank, on purpose")
    press(page, "Seal and cast my vote")
    heading(page, "Your vote is in the ballot list")
    assert stand.opened("ranking") == [(0, 0, 0, 0, 0)]


def test_marks_beyond_the_most_are_refused_with_the_cure(serve, visit) -> None:
    stand = serve("marks")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "Members of the executive")
    boxes = page.get_by_role("checkbox")
    for at in range(9):
        boxes.nth(at).check()
    boxes.nth(9).click()
    says(page, "9 are chosen, which is the most. To choose Eilidh MacRae B, take one away first.")
    expect(boxes.nth(9)).not_to_be_checked()
    boxes.nth(0).uncheck()
    boxes.nth(9).check()
    cast(page)
    assert stand.opened("marks") == [(0, *[1] * 9, *[0] * 10)]


def test_abstaining_is_a_choice_of_its_own_and_none_is_no_choice(serve, visit) -> None:
    stand = serve("yes_no")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "Rule change 4")
    press(page, "Read my vote back")
    page.locator("main").get_by_text("Choose one of the answers first.").first.wait_for()
    page.get_by_label("Abstain").check()
    press(page, "Read my vote back")
    page.locator("main").get_by_text("You abstain.").wait_for()
    press(page, "Seal and cast my vote")
    heading(page, "Your vote is in the ballot list")
    assert stand.opened("yes_no") == [(1, 0, 0)]


def test_forty_two_candidates_are_searched_and_ranked_by_number(serve, visit) -> None:
    stand = serve("packed")
    page = visit(f"{stand.address}#{stand.codes[0]}", width=320)
    heading(page, "Members of the council")
    page.get_by_label("Find a candidate").fill("cÉdar")
    expect(page.locator(".candidate:visible")).to_have_count(7)
    page.locator("main").get_by_text("7 candidates shown").wait_for()
    tap(page, "Finn Cedar")
    page.get_by_label("Find a candidate").fill("")
    for place, name in enumerate(FORTY_TWO[:20], start=1):
        type_number(page, name, str(place))
    order = [*FORTY_TWO[:19], "Finn Cedar"]
    ranks(page, *order)
    cast(page)
    (found,) = stand.opened("packed")
    assert unpack(bytes(found), 42) == tuple(map(FORTY_TWO.index, order))


def test_printed_words_and_notes_stand_beside_the_names_in_the_drawn_order(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    rows = [row.locator("> *").all_text_contents() for row in page.locator(".candidate > div").all()]
    assert [[line for line in row if line] for row in rows] == [
        ["Amina Khan, add as 1st", "Alderby branch"],
        ["Bertil Öst, add as 1st"],
        ["Carys Pugh, add as 1st", "Cloverley branch. Lamps are lit by people."],
        ["Dov Adler, add as 1st", "Note: Withdrew on 12 November; preferences for him are passed over."],
        ["Eilidh MacRae, add as 1st"],
    ]


# The code ---------------------------------------------------------------------


def test_code_behind_the_hash_is_taken_out_of_the_address_and_never_sent(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    expect(page).to_have_url(stand.address)
    tap(page, "Amina Khan")
    cast(page)
    sent = "\n".join(f"{method} {path} {body}" for method, path, body in stand.asked)
    assert [part for part in stand.codes[0].split("-") if part in sent] == []
    told = [{"cookie", "referer", "authorization"} & {name.lower() for name in each} for each in stand.headers]
    assert told == [set()] * len(told)
    assert sorted(path for _, path, _ in stand.asked) == [
        f"/booth/{BOOTH}/",
        f"/booth/{BOOTH}/polls/{next(iter(stand.boards))}/ballots",
        f"/booth/{BOOTH}/polls/{next(iter(stand.boards))}/credentials/{credential(stand)[:2]}",
        f"/booth/{BOOTH}/state.json",
        f"/booth/{BOOTH}/state.json",
    ]


def credential(stand: Stand) -> str:
    return stand.board("ranking").credentials[0]


def test_another_code_in_the_address_of_an_open_page_begins_anew(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    tap(page, "Amina Khan")
    page.evaluate("code => { location.hash = code; }", stand.codes[1])
    page.locator(".ranking .who").wait_for(state="detached")
    heading(page, "General secretary")
    ranks(page)
    expect(page).to_have_url(stand.address)


def test_half_a_code_in_the_address_waits_for_the_other(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0][:12]}")
    page.locator("main").get_by_text("The first half of your code is here already.").wait_for()
    page.get_by_label("Voting code").press("End")
    page.keyboard.type(stand.codes[0][12:])
    press(page, "Open my contests")
    heading(page, "General secretary")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type your voting code first."),
        (
            "{0}l",
            "Character 6 of group 4 is “l”, which no voting code holds. It is likely to be “1”.",
        ),
        ("{0}é", "Character 6 of group 4 is “é”, which no voting code holds. Look at your letter again."),
        ("{0}", "This has 21 of 22 characters. If your code came in two halves, type the other half after it."),
        ("{0}22", "This has 23 characters; a voting code has 22. Is something there twice?"),
    ],
)
def test_fault_of_a_code_is_told_with_place_and_cure(serve, visit, typed: str, told: str) -> None:
    stand = serve("ranking")
    page = visit(stand.address)
    enter(page, typed.format(stand.codes[0][:-1]))
    expect(page.locator("#code-fault")).to_contain_text(re.compile(f"{re.escape(told)}$"))
    focuses(page, "Voting code")
    expect(page.get_by_label("Voting code")).to_have_attribute("aria-invalid", "true")
    assert [path for method, path, _ in stand.asked if "credentials" in path] == []


def test_slip_of_the_pen_is_found_on_the_device_and_put_right(serve, visit) -> None:
    stand = serve("ranking", "marks")
    code = stand.codes[0]
    page = visit(stand.address)
    enter(page, f"{code[:7]}{'2' if code[7] != '2' else '3'}{code[8:]}")
    page.locator("main").get_by_text("This code opens nothing here.").wait_for()
    press(page, "Look for a slip of the pen")
    told = f"Character 2 of group 2 is “2” here; a code that differs only there opens a contest: “{code[7]}”."
    page.locator("main").get_by_text(told).wait_for()
    press(page, "Is that what your letter says? Put it right")
    heading(page, "Your code opens 2 contests")


def test_neighbours_changed_over_are_found(serve, visit) -> None:
    stand = serve("ranking")
    code = stand.codes[0]
    page = visit(stand.address)
    enter(page, f"{code[1]}{code[0]}{code[2:]}")
    press(page, "Look for a slip of the pen")
    page.locator("main").get_by_text("Characters 1 and 2 of group 1 seem changed over").wait_for()


def test_code_of_nobody_has_no_slip(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(stand.address)
    enter(page, "DrVJX-hD4Huj-BoM8c-z2Br1i")
    press(page, "Look for a slip of the pen")
    page.locator("main").get_by_text("No single slip explains it.").wait_for()


def test_replaced_code_is_told_to_take_the_latest(serve, visit) -> None:
    stand = serve("ranking")
    stand.board("ranking").refused.append(credential(stand))
    page = visit(stand.address)
    enter(page, stand.codes[0])
    page.locator("main").get_by_text("This code is not in use any more").wait_for()


def test_only_contests_of_the_holder_are_shown(serve, visit) -> None:
    stand = serve(*EVERY_KIND)
    for kind in ("ranking", "packed"):
        del stand.board(kind).credentials[0]
    stand.board("marks").refused.append(stand.board("marks").credentials[0])
    page = visit(stand.address)
    enter(page, stand.codes[0])
    heading(page, "Your code opens one contest")
    expect(page.get_by_role("heading", level=2)).to_have_text(["Rule change 4"])
    page.locator("main").get_by_text("2 other contests of this election are for other voters.").wait_for()
    expect(
        page.locator("main").get_by_text("In “Members of the executive” this code is not in use any more.")
    ).to_be_visible()


# What is kept -----------------------------------------------------------------


def test_draft_waits_on_the_device_for_the_same_code_alone_and_goes_when_cast(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    tap(page, "Carys Pugh", "Dov Adler")
    page.goto(f"{stand.address}?#{stand.codes[1]}")
    heading(page, "General secretary")
    ranks(page)
    page.goto(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    ranks(page, "Carys Pugh", "Dov Adler")
    keeps(page, 1)
    cast(page)
    keeps(page, 0)


def test_what_a_later_page_left_on_the_device_and_is_no_choice_here_is_not_taken(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    tap(page, "Carys Pugh")
    for kept in ("[9]", "[1, 1]", '["a"]', '"blank"', "{}", "{", "7", "[0, 1, 2, 3, 4, 5]"):
        page.evaluate("kept => { localStorage[Object.keys(localStorage)[0]] = kept; }", kept)
        page.goto("about:blank")
        page.goto(f"{stand.address}#{stand.codes[0]}")
        heading(page, "General secretary")
        ranks(page)


@pytest.mark.parametrize("how", ["Clear my choices", "Leave, and forget my code"])
def test_draft_is_gone_from_the_device_when_cleared_or_left(serve, visit, how: str) -> None:
    stand = serve("ranking", "marks")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    press(page, "Vote: General secretary")
    tap(page, "Carys Pugh")
    keeps(page, 1)
    if how.startswith("Leave"):
        page.go_back()
        heading(page, "Your code opens 2 contests")
        page.locator("main").get_by_text("Choices kept on this device, not cast yet.").wait_for()
    press(page, how)
    keeps(page, 0)


def test_voting_again_replaces_without_showing_the_earlier_vote(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    tap(page, "Amina Khan", "Bertil Öst")
    cast(page)
    press(page, "Vote again in this contest")
    heading(page, "General secretary")
    ranks(page)
    tap(page, "Eilidh MacRae")
    press(page, "Read my vote back")
    page.locator("main").get_by_text("This replaces your earlier vote in this contest.").wait_for()
    press(page, "Seal and cast my vote")
    heading(page, "Your vote is in the ballot list")
    assert stand.opened("ranking") == [(1, 2, 0, 0, 0), (0, 0, 0, 0, 1)]
    page.locator("main").get_by_text("Ballot 2 of “General secretary”").wait_for()


def test_back_button_never_leads_behind_a_cast_vote(serve, visit) -> None:
    stand = serve("ranking", "marks")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    press(page, "Vote: General secretary")
    tap(page, "Amina Khan")
    cast(page)
    page.go_back()
    heading(page, "Your vote is in the ballot list")
    page.go_back()
    heading(page, "Your code opens 2 contests")


def test_receipt_is_saved_as_the_server_signed_it_and_looked_up_by_form(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}", accept_downloads=True)
    heading(page, "General secretary")
    tap(page, "Amina Khan")
    cast(page)
    with page.expect_download() as download:
        press(page, "Save the receipt")
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    (ballot,) = stand.board("ranking").ballots
    receipt = saved["receipt"]
    assert (receipt["tracker"], receipt["position"]) == (tracker(ballot), 1)
    expect(page.locator("#receipt-number")).to_have_text(tracker(ballot))
    signed = "|".join(["hustings-receipt", *(str(receipt[name]) for name in ("poll", "tracker", "position", "head"))])
    VerifyKey(bytes.fromhex(saved["receipt_key"])).verify(signed.encode(), bytes.fromhex(receipt["signature"]))
    with page.context.expect_page() as opened:
        press(page, "Find it in the ballot list")
    opened.value.wait_for_load_state()
    ((method, path, body),) = [each for each in stand.asked if each[1].startswith("/ballots/")]
    assert (method, path) == ("POST", f"/ballots/{next(iter(stand.boards))}/")
    assert parse_qs(body) == {"receipt": [tracker(ballot)]}


def test_forged_receipt_is_told(serve, visit) -> None:
    stand = serve("ranking")
    stand.forge = True
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    tap(page, "Amina Khan")
    press(page, "Read my vote back")
    press(page, "Seal and cast my vote")
    heading(page, "Your ballot was sent, but the receipt is wrong")
    page.locator("main").get_by_text("The server's signature on this receipt is not good.").wait_for()


def test_receipt_prints_without_the_page_round_it(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}", width=680)
    heading(page, "General secretary")
    tap(page, "Amina Khan")
    cast(page)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    expect(page.locator("button:visible")).to_have_count(0)
    (ballot,) = stand.board("ranking").ballots
    printed = page.locator("main").inner_text()
    wanted = [tracker(ballot), stand.key.verify_key.encode().hex(), f"/ballots/{next(iter(stand.boards))}/"]
    assert [each for each in wanted if each not in printed] == []


# What can go wrong ------------------------------------------------------------


def test_lost_connection_loses_nothing_and_the_same_ballot_is_sent_again(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    tap(page, "Bertil Öst")
    press(page, "Read my vote back")
    stand.swallow_answers = 1
    press(page, "Seal and cast my vote")
    page.locator("main").get_by_text("Nothing is lost: your sealed ballot is kept in this page.").wait_for()
    press(page, "Send it again")
    heading(page, "Your vote is in the ballot list")
    bodies = [body for method, _, body in stand.asked if method == "POST"]
    assert (len(bodies) >= 2, len(set(bodies)), stand.opened("ranking")) == (True, 1, [(0, 1, 0, 0, 0)])


def test_code_can_be_entered_again_when_the_connection_is_back(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(stand.address)
    stand.silent = True
    enter(page, stand.codes[0])
    page.locator("main").get_by_text("The server did not answer. Nothing is lost.").wait_for()
    stand.silent = False
    press(page, "Open my contests")
    heading(page, "General secretary")


TOLD = {
    "paused": "Voting in this contest is paused.",
    "closed": "Voting in this contest is closed.",
    "voided": "This contest was declared void.",
}


@pytest.mark.parametrize("state", TOLD)
def test_contest_that_takes_no_ballots_says_so_and_why(serve, visit, state: str) -> None:
    stand = serve("ranking")
    stand.board("ranking").state = state
    stand.board("ranking").notice = "A name was missing on the paper."
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    page.locator("main").get_by_text(TOLD[state]).wait_for()
    page.locator("main").get_by_text("A name was missing on the paper.").wait_for()
    expect(page.locator(".candidate")).to_have_count(0)


@pytest.mark.parametrize("state", TOLD)
def test_contest_that_stops_before_the_ballot_arrives_says_so_and_keeps_the_choice(serve, visit, state: str) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    tap(page, "Bertil Öst")
    press(page, "Read my vote back")
    stand.board("ranking").state = state
    press(page, "Seal and cast my vote")
    page.locator("main").get_by_text("The server did not take this ballot.").wait_for()
    page.locator("main").get_by_text(f"It said: This poll is {state}.").wait_for()
    page.locator("main").get_by_text(TOLD[state]).wait_for()
    stand.board("ranking").state = "open"
    press(page, "Back to my choices")
    press(page, "Try again")
    heading(page, "General secretary")
    ranks(page, "Bertil Öst")
    cast(page)
    assert stand.opened("ranking") == [(0, 1, 0, 0, 0)]


def test_code_replaced_while_its_holder_chooses_is_told_and_counts_nothing(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    tap(page, "Bertil Öst")
    press(page, "Read my vote back")
    stand.board("ranking").refused.append(credential(stand))
    press(page, "Seal and cast my vote")
    page.locator("main").get_by_text("It said: This code was replaced by another.").wait_for()
    assert stand.board("ranking").ballots == []


def test_notice_stands_over_an_open_contest(serve, visit) -> None:
    stand = serve("ranking")
    stand.board("ranking").notice = "The close is put off by 20 minutes."
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    page.locator("main").get_by_text("The close is put off by 20 minutes.").wait_for()
    expect(page.locator(".candidate")).to_have_count(5)


def test_contest_paused_while_somebody_chooses_says_so_within_a_minute_and_goes_on_later(serve, visit) -> None:
    stand = serve("ranking")
    page = visit("about:blank")
    page.clock.install()
    page.goto(f"{stand.address}#{stand.codes[0]}")
    heading(page, "General secretary")
    tap(page, "Dov Adler", "Bertil Öst")
    stand.board("ranking").state = "paused"
    page.clock.run_for(61_000)
    page.locator("main").get_by_text(TOLD["paused"]).wait_for()
    stand.board("ranking").state = "open"
    page.clock.run_for(61_000)
    page.locator(".candidate").first.wait_for()
    ranks(page, "Dov Adler", "Bertil Öst")


def test_close_put_off_is_told_before_the_code_is_typed(serve, visit) -> None:
    stand = serve("ranking", closes="2026-11-20T12:00:00+00:00")
    page = visit(stand.address, locale="en-GB", timezone_id="Europe/London")
    page.locator("main").get_by_text(re.compile("on Tuesday,? 24 November 2026 at 12:00 GMT")).wait_for()


def test_closed_poll_is_told_before_the_code_is_typed(serve, visit) -> None:
    stand = serve("ranking")
    stand.board("ranking").state = "closed"
    page = visit(stand.address)
    page.locator("main").get_by_text(TOLD["closed"]).wait_for()


def test_page_whose_election_is_not_the_one_named_refuses_to_work(serve, visit) -> None:
    stand = serve("ranking")
    stand.page = stand.page.replace("Amina Khan", "Amina Kahn")
    page = visit(stand.address)
    heading(page, "This page cannot be used")
    expect(page.get_by_label("Voting code")).to_have_count(0)


# What it says of itself -------------------------------------------------------


def test_rehearsal_is_marked_on_every_screen(serve, visit) -> None:
    """Check 19: whoever rehearses sees it."""
    stand = serve("ranking", rehearsal=True)
    stand.board("ranking").state = "rehearsal"
    page = visit(stand.address)
    for act in (
        lambda: None,
        lambda: (enter(page, stand.codes[0]), heading(page, "General secretary")),
        lambda: (tap(page, "Amina Khan"), press(page, "Read my vote back")),
        lambda: (press(page, "Seal and cast my vote"), heading(page, "Your rehearsal vote is in the ballot list")),
        lambda: press(page, "Leave, and forget my code"),
    ):
        act()
        expect(page.get_by_text("Rehearsal. Nothing cast here can ever be counted.")).to_be_visible()
        expect(page).to_have_title(re.compile("^Rehearsal: "))


@pytest.mark.parametrize(
    ("secrecy", "told"),
    [
        (
            {"kind": "operator"},
            "Secrecy rests on one operator: whoever runs this server holds the key, could open any single ballot",
        ),
        (
            {"kind": "trustees", "threshold": 2, "names": ["Orla Wick", "Tam Brand", "Una Glow"]},
            "Secrecy rests on 2 of 3 key holders: Orla Wick, Tam Brand, and Una Glow.",
        ),
    ],
)
def test_page_says_on_whom_secrecy_rests_and_what_is_not_promised(serve, visit, secrecy: object, told: str) -> None:
    stand = serve("ranking", secrecy=secrecy)
    page = visit(stand.address)
    page.get_by_text("What is kept secret, and what is not").click()
    page.locator("main").get_by_text(told).wait_for()
    page.locator("main").get_by_text("Not promised: this device is trusted.").wait_for()
    expect(
        page.locator("main").get_by_text("Not promised: nothing here protects you from somebody who looks")
    ).to_be_visible()


def test_whole_vote_in_french(serve, visit) -> None:
    stand = serve("ranking", "marks")
    page = visit(stand.address, locale="fr-FR", width=320)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_label("Code de vote").fill(stand.codes[0])
    press(page, "Ouvrir mes scrutins")
    press(page, "Voter : General secretary")
    tap(page, "Carys Pugh", "Amina Khan")
    says(page, "Amina Khan, maintenant 2e sur 2")
    press(page, "Relire mon vote")
    heading(page, "Est-ce bien votre vote ?")
    press(page, "Sceller et déposer mon vote")
    heading(page, "Votre vote est dans la liste des bulletins")
    assert stand.opened("ranking") == [(2, 0, 1, 0, 0)]


def test_language_is_changed_at_any_moment_and_nothing_is_lost(serve, visit) -> None:
    stand = serve("ranking")
    page = visit(stand.address)
    page.get_by_label("Voting code").fill(stand.codes[0])
    press(page, "Français")
    expect(page.get_by_label("Code de vote")).to_have_value(stand.codes[0])
    press(page, "Ouvrir mes scrutins")
    heading(page, "General secretary")
    tap(page, "Carys Pugh")
    press(page, "English")
    ranks(page, "Carys Pugh")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_what_the_booth_says_in_one_language_is_marked_as_that_or_left_to_the_pages_own_words(serve, visit) -> None:
    stand = serve("marks", "ranking")
    stand.board("ranking").notice = "The close is put off."
    page = visit(f"{stand.address}#{stand.codes[0]}")
    press(page, "Vote: Members of the executive")
    page.get_by_text("The nine with the most marks are elected.").wait_for()
    press(page, "Français")
    page.get_by_text("The nine with the most marks are elected.").wait_for(state="detached")
    page.go_back()
    press(page, re.compile("General secretary"))
    page.locator(".notice p").wait_for()
    marked = page.locator(".note span, .notice p").evaluate_all("all => all.map(each => [each.lang, each.textContent])")
    assert marked == [
        ["en", "The close is put off."],
        ["en", "Withdrew on 12 November; preferences for him are passed over."],
    ]


def test_text_of_a_motion_stands_in_its_own_language_whatever_the_page_speaks(serve, visit) -> None:
    stand = serve("yes_no")
    page = visit(f"{stand.address}#{stand.codes[0]}")
    heading(page, "Rule change 4")
    press(page, "Français")
    text = page.get_by_text("That rule 4 read: one lamp, one vote.")
    expect(text).to_have_attribute("lang", "en")
    press(page, "English")
    expect(text).not_to_have_attribute("lang", re.compile("."))


def test_saved_copy_votes_from_a_file(serve, visit, tmp_path: Path) -> None:
    stand = serve("ranking")
    copy = tmp_path / "booth.html"
    copy.write_text(stand.page, encoding="utf-8")
    page = visit(f"{copy.as_uri()}#{stand.codes[0]}")
    heading(page, "General secretary")
    expect(page).to_have_url(copy.as_uri())
    tap(page, "Dov Adler")
    cast(page)
    assert stand.opened("ranking") == [(0, 0, 0, 1, 0)]


@pytest.mark.parametrize("width", [320, 1280])
def test_check_13_without_javascript_the_page_says_why_and_names_the_other_ways(serve, visit, width: int) -> None:
    """Check 13: without JavaScript."""
    stand = serve("ranking")
    page = visit(stand.address, java_script_enabled=False, width=width)
    page.locator("noscript").wait_for()
    words = page.locator("noscript").inner_text()
    asked = ("This page needs JavaScript to seal your vote", "at a kiosk", "on paper", "à une borne", "sur papier")
    assert [text for text in asked if text not in words] == []
    expect(page.locator("input:visible, button:visible")).to_have_count(0)


def test_check_24_every_screen_is_accessible_narrow_and_easy_to_hit(serve, visit, axe: str) -> None:
    """Check 24, for the page that voters use."""
    stand = serve(*EVERY_KIND)
    page = visit(stand.address, has_touch=True)
    found: dict[str, list[str]] = {}

    def look(screen: str) -> None:
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            found[f"{screen} {width} wide"] = [] if wide <= width else [str(wide)]
            found[f"{screen} {width} targets"] = page.evaluate(SMALL)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.evaluate(axe)
                broken = page.evaluate(EVERY_RULE)
                found[f"{screen} {width} {scheme}"] = [
                    f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in broken
                ]

    look("code")
    enter(page, "DrVJX-hD4Huj-BoM8c-z2Br1i")
    press(page, "Look for a slip of the pen")
    page.locator("main").get_by_text("No single slip explains it.").wait_for()
    look("fault")
    enter(page, stand.codes[0])
    heading(page, "Your code opens 4 contests")
    look("contests")
    press(page, "Vote: General secretary")
    press(page, "Read my vote back")
    look("blank asked")
    tap(page, "Carys Pugh", "Amina Khan")
    look("ranking")
    press(page, "Read my vote back")
    look("review")
    press(page, "Seal and cast my vote")
    heading(page, "Your vote is in the ballot list")
    look("receipt")
    press(page, "Next contest: Members of the executive")
    page.get_by_role("checkbox").first.check()
    look("marks")
    press(page, "Read my vote back")
    stand.silent = True
    press(page, "Seal and cast my vote")
    page.locator("main").get_by_text("Nothing is lost").wait_for()
    look("unreachable")
    stand.silent = False
    stand.board("marks").state = "closed"
    press(page, "Send it again")
    page.locator("main").get_by_text("The server did not take this ballot.").wait_for()
    look("refused")
    press(page, "Back to my choices")
    look("closed")
    page.goto(f"{stand.address}?#{stand.codes[1]}")
    press(page, "Vote: Rule change 4")
    look("yes or no")
    page.go_back()
    press(page, "Vote: Members of the council")
    tap(page, *FORTY_TWO[5:17])
    look("packed")
    page.go_back()
    press(page, "Leave, and forget my code")
    look("end")
    assert {place: faults for place, faults in found.items() if faults} == {}
    assert len(found) == 14 * 2 * 4


SMALL = """() => [...document.querySelectorAll("button, input, a, summary")]
    .filter((each) => each.checkVisibility() && !each.classList.contains("skip") && each.type !== "hidden")
    .filter((each) => {
        const box = (each.labels?.[0] ?? each).getBoundingClientRect();
        return box.height < 24 || box.width < 24;
    })
    .map((each) => each.outerHTML.slice(0, 80))"""
"""What is smaller than 24 px either way; a box or ring together with its label."""

EVERY_RULE = (
    """axe.run(document, {runOnly: axe.getRules().map(({ruleId}) => ruleId)}).then(result => result.violations)"""
)
"""Those that are off by default too: contrast of 7:1, targets, and what is on trial."""
