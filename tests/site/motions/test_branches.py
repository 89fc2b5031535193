"""Who passed what: entries, texts that are the same, findings that others are, and their undoing."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from motions_stand import JUNE, TEXT, passes

from hustings_site.journal.models import Entry
from hustings_site.motions.models import BranchMotion, Passing
from hustings_site.motions.selectors.table import rows_of
from hustings_site.motions.services.branches import (
    Said,
    find_alike,
    record_passing,
    set_apart,
    take_back_passing,
)
from hustings_site.roll.models import Branch, Organisation

OTHER = "That the executive have nine seats, elected by transferable vote."
WHY = {"by": "test", "author": "Orla Wick", "reason": "Both ask for nine seats by STV."}


def table(union: Organisation) -> list[tuple[str, dict[str, str]]]:
    """Each row: its title, and what stands in the cells in which something stands."""
    return [
        (row.motion.title, {cell.branch.name: cell.state.value for cell in row.cells if cell.state != "nothing"})
        for row in rows_of(union)
    ]


def test_same_words_are_one_motion(union: Organisation, eight: list[Branch]) -> None:
    first = passes(eight[0])
    second = passes(eight[1], TEXT.upper().replace(".", " !"), title="Another title")
    assert first.motion == second.motion
    assert second.text == TEXT.upper().replace(".", " !")
    assert table(union) == [("STV for the executive", {"Alderby": "passed", "Brackford": "passed"})]


def test_branch_records_a_motion_once(eight: list[Branch]) -> None:
    passes(eight[0])
    with pytest.raises(ValidationError) as refusal:
        passes(eight[0])
    assert refusal.value.messages == [
        "Alderby has recorded this motion already; take that entry back first if it is wrong."
    ]


def test_entry_taken_back_stays_readable_and_can_be_made_anew(union: Organisation, eight: list[Branch]) -> None:
    wrong = passes(eight[0], on=date(2026, 5, 1))
    take_back_passing(by="test", passing=wrong, author="Ada, secretary", reason="The meeting was in June.")
    assert table(union) == [("STV for the executive", {"Alderby": "taken_back"})]
    passes(eight[0], on=JUNE)
    assert table(union) == [("STV for the executive", {"Alderby": "passed"})]
    (row,) = rows_of(union)
    assert [each.passed_on for each in row.cells[0].passings] == [date(2026, 5, 1), JUNE]
    with pytest.raises(ValidationError) as refusal:
        take_back_passing(by="test", passing=wrong, author="Ada", reason="x")
    assert refusal.value.messages == ["This entry has been taken back already."]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (Said("T", " … ", JUNE, "GM", "Ada"), {"text": ["Give the text of the motion."]}),
        (
            Said("T", "x", date(2199, 1, 1), "GM", "Ada"),
            {"passed_on": [f"This day is still to come: today is {datetime.now(UTC):%-d %B %Y}."]},
        ),
        (
            Said("T", "x", JUNE, "GM", "Ada", 7, 7),
            {"votes_for": ["With 7 votes for and 7 against it was not passed."]},
        ),
        (Said("T", "x", JUNE, "GM", ""), {"certified_by": ["This field cannot be blank."]}),
    ],
)
def test_what_cannot_have_been_passed_is_refused(
    eight: list[Branch], said: Said, message: dict[str, list[str]]
) -> None:
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        record_passing(by="test", branch=eight[0], said=said)
    assert refusal.value.message_dict == message
    assert not BranchMotion.objects.exists()


def test_votes_that_nobody_noted_are_not_nought(eight: list[Branch]) -> None:
    passing = record_passing(by="test", branch=eight[0], said=Said("T", "x", JUNE, "GM", "Ada"))
    assert (passing.votes_for, passing.against, passing.abstained) == (None, None, None)


def test_found_alike_two_texts_stand_in_one_row(union: Organisation, eight: list[Branch]) -> None:
    passes(eight[0])
    other = passes(eight[1], OTHER, title="Nine seats").motion
    find_alike(**WHY, motion=other, same_as=passes(eight[2]).motion)
    assert table(union) == [
        ("STV for the executive", {"Alderby": "passed", "Brackford": "like", "Cloverley": "passed"})
    ]
    (row,) = rows_of(union)
    assert (row.branches, [(each.author, each.reason) for each in row.likenesses]) == (
        3,
        [("Orla Wick", "Both ask for nine seats by STV.")],
    )


def test_finding_is_undone_with_a_reason_and_both_stay(union: Organisation, eight: list[Branch]) -> None:
    passes(eight[0])
    other = passes(eight[1], OTHER, title="Nine seats").motion
    likeness = find_alike(**WHY, motion=other, same_as=passes(eight[2]).motion)
    set_apart(by="test", likeness=likeness, author="Tam Ash", reason="One says nothing of women.")
    assert table(union) == [
        ("STV for the executive", {"Alderby": "passed", "Cloverley": "passed"}),
        ("Nine seats", {"Brackford": "passed"}),
    ]
    with pytest.raises(ValidationError) as refusal:
        set_apart(by="test", likeness=likeness, author="Tam Ash", reason="x")
    assert refusal.value.messages == ["These two stand apart again already."]


def test_findings_follow_one_another_and_never_go_in_a_circle(union: Organisation, eight: list[Branch]) -> None:
    one, two, three = (passes(branch, f"Text {n}", title=f"T{n}").motion for n, branch in enumerate(eight[:3]))
    find_alike(**WHY, motion=one, same_as=two)
    find_alike(**WHY, motion=two, same_as=three)
    assert table(union) == [("T2", {"Alderby": "like", "Brackford": "like", "Cloverley": "passed"})]
    with pytest.raises(ValidationError) as refusal:
        find_alike(**WHY, motion=three, same_as=one)
    assert refusal.value.messages == ["These two stand together already."]


def test_finding_needs_a_reason(eight: list[Branch]) -> None:
    one, two = (passes(branch, f"Text {n}").motion for n, branch in enumerate(eight[:2]))
    with pytest.raises(ValidationError) as refusal:
        find_alike(by="test", author="Orla Wick", reason=" ", motion=one, same_as=two)
    assert refusal.value.messages == ["Say why: everybody reads the reason."]


def test_entry_is_never_changed(eight: list[Branch]) -> None:
    passing = passes(eight[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        Passing.objects.filter(pk=passing.pk).update(votes_for=99)


def test_journal_tells_of_entry_and_finding(eight: list[Branch]) -> None:
    one, two = (passes(branch, f"Text {n}").motion for n, branch in enumerate(eight[:2]))
    find_alike(**WHY, motion=one, same_as=two)
    acts = Entry.objects.filter(act__startswith="motions.").order_by("number").values_list("act", flat=True)
    assert list(acts) == ["motions.record_passing", "motions.record_passing", "motions.find_alike"]
