"""Answers are published as they come, each with its history; the points are locked from the first on (check 17)."""

from datetime import timedelta

import pytest
from campaigning import NOW, SITE
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from hustings_site.accounts.models import User
from hustings_site.campaign.enums import Stance, Way
from hustings_site.campaign.models import Answer, PaperReply, Programme, ProgrammeVersion, Request
from hustings_site.campaign.selectors.answers import answers_given, answers_in_force, position_of, who_moved
from hustings_site.campaign.selectors.checklist import checklist, warnings_for_editor
from hustings_site.campaign.services.answers import Reply, enter_paper, publish_answers
from hustings_site.campaign.services.asking import print_letters, put_to_candidates, remind
from hustings_site.campaign.services.programmes import PointText, close_programme, write_points
from hustings_site.journal.approvals import approve, refuse

pytestmark = pytest.mark.django_db

SCAN = b"%PDF-1.7 a paper"


def answer(request: Request, *, now: object = NOW, **replies: Reply) -> list[Answer]:
    by_number = {int(name[1:]): reply for name, reply in replies.items()}
    return publish_answers(by="x", request=request, replies=by_number, way=Way.PAGE, consent=True, now=now)


def test_check_17_changed_answer_shows_old_and_new_with_dates(asked: dict[str, Request]) -> None:
    """Check 17, first half."""
    later = NOW + timedelta(days=20)
    answer(asked["Ann"], p1=Reply("yes", words="At once."), p3=Reply("words", words="Light the lamps."))
    answer(
        asked["Ann"], now=later, p1=Reply("no", words="Not at that price."), p3=Reply("words", words="Light the lamps.")
    )
    programme = asked["Ann"].programme
    (moved,) = who_moved(programme, answers_given(programme))
    assert (moved.point.number, moved.old.stance, moved.old.words, moved.old.at) == (1, "yes", "At once.", NOW)
    assert (moved.new.stance, moved.new.words, moved.new.at) == ("no", "Not at that price.", later)


def test_check_17_points_are_locked_once_the_first_answer_is_published(asked: dict[str, Request]) -> None:
    """Check 17, second half."""
    programme = asked["Ann"].programme
    write_points(by="test", programme=programme, points=[PointText(text="Still open?", short="Open")])
    assert [point.text for point in programme.points.all()] == ["Still open?"]
    answer(asked["Ann"], p1=Reply("yes"))
    with pytest.raises(ValidationError, match="the points are locked"):
        write_points(by="test", programme=programme, points=[])
    programme.refresh_from_db()
    assert (programme.locked_at, programme.version, programme.points.count()) == (NOW, 2, 1)


def test_closed_programme_takes_no_answer_asks_nobody_and_stays_readable(
    asked: dict[str, Request], officers_browser: Client, visitor: Client
) -> None:
    programme = asked["Ann"].programme
    answer(asked["Ann"], p1=Reply("yes"))
    desk = f"/desk/campaign/{programme.pk}/"
    officers_browser.post(desk, {"close": "1"})
    programme.refresh_from_db()
    assert programme.closed_at is not None
    for refused in (
        lambda: answer(asked["Bob"], p1=Reply("no")),
        lambda: answer(asked["Ann"], p1=Reply("no")),
        lambda: put_to_candidates(by="test", programme=programme, site=SITE),
        lambda: remind(by="test", programme=programme, site=SITE),
        lambda: print_letters(by="test", programme=programme, site=SITE),
        lambda: write_points(by="test", programme=programme, points=[]),
        lambda: close_programme(by="test", programme=programme),
    ):
        with pytest.raises(ValidationError, match="This programme is closed"):
            refused()
    assert [each.stance for each in answer(asked["Ann"], p1=Reply("taken_back"))] == ["taken_back"]
    day = f"{timezone.localtime(programme.closed_at):%-d %B %Y}"
    assert (
        f"Closed on {day}: no more answers are taken." in visitor.get(f"/campaign/{programme.slug}/").content.decode()
    )
    page = officers_browser.get(desk).content.decode()
    assert f"Closed since {day}" in page
    assert "Close this programme" not in page


def test_programme_is_closed_only_after_it_was_put_to_candidates(programme: Programme) -> None:
    with pytest.raises(ValidationError, match="there is nothing to close"):
        close_programme(by="test", programme=programme)


def test_every_version_of_the_points_is_kept(programme: Programme) -> None:
    write_points(by="test", programme=programme, points=[PointText(text="One?", short="One")])
    assert [(each.number, len(each.points)) for each in programme.versions.all()] == [(1, 3), (2, 1)]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ProgrammeVersion.objects.update(number=9)


def test_answers_are_never_mended(asked: dict[str, Request]) -> None:
    answer(asked["Ann"], p1=Reply("yes"))
    for change in (Answer.objects.all().delete, lambda: Answer.objects.update(stance="no")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_same_answer_again_is_no_change(asked: dict[str, Request]) -> None:
    assert len(answer(asked["Ann"], p1=Reply("yes"), p2=Reply("placed", 3))) == 2
    assert answer(asked["Ann"], p1=Reply("yes"), p2=Reply("placed", 3)) == []
    assert len(answer(asked["Ann"], p2=Reply("placed", 4))) == 1


def test_answer_is_taken_back_and_stays_readable(asked: dict[str, Request]) -> None:
    assert answer(asked["Ann"], p1=Reply("taken_back")) == []
    answer(asked["Ann"], p1=Reply("yes"))
    (back,) = answer(asked["Ann"], p1=Reply("taken_back"))
    assert position_of(back) is None
    assert [a.stance for a in Answer.objects.all()] == ["yes", "taken_back"]
    row = checklist(asked["Ann"].programme).everybody[0]
    assert (row.outreach.answered, row.cells[0].word, row.cells[0].changed) == (0, "Taken back", True)


def test_nothing_is_published_without_consent(asked: dict[str, Request]) -> None:
    with pytest.raises(ValidationError, match="Nothing is published without your consent"):
        publish_answers(by="x", request=asked["Ann"], replies={1: Reply("yes")}, way=Way.PAGE)
    assert not Answer.objects.exists()


def test_answer_given_elsewhere_has_its_source_and_needs_no_consent(asked: dict[str, Request]) -> None:
    replies = {1: Reply("reservations")}
    with pytest.raises(ValidationError, match="Say where the answer was given"):
        publish_answers(by="x", request=asked["Dan"], replies=replies, way=Way.ELSEWHERE)
    (given,) = publish_answers(
        by="x", request=asked["Dan"], replies=replies, way=Way.ELSEWHERE, source="The Lamp Post, 3 March, page 2"
    )
    assert (given.way, given.source) == ("elsewhere", "The Lamp Post, 3 March, page 2")


@pytest.mark.parametrize(
    "replies",
    [
        {1: Reply("placed", 2)},
        {1: Reply("words", words="Well")},
        {1: Reply("yes", 1)},
        {2: Reply("yes")},
        {2: Reply("placed", 6)},
        {2: Reply("placed", 0)},
        {2: Reply("placed")},
        {3: Reply("words")},
        {3: Reply("yes", words="x")},
    ],
)
def test_answer_that_does_not_fit_its_point_is_refused(asked: dict[str, Request], replies: dict[int, Reply]) -> None:
    with pytest.raises(ValidationError, match=f"Point {next(iter(replies))} takes another kind"):
        publish_answers(by="x", request=asked["Ann"], replies=replies, way=Way.PAGE, consent=True)


def test_answer_to_no_point_is_refused(asked: dict[str, Request]) -> None:
    with pytest.raises(ValidationError, match="There is no point 9"):
        answer(asked["Ann"], p9=Reply("yes"))


def test_positions_of_answers(asked: dict[str, Request]) -> None:
    given = [
        *answer(asked["Ann"], p1=Reply("yes"), p2=Reply("placed", 4), p3=Reply("words", words="x")),
        *answer(asked["Bob"], p1=Reply("reservations"), p2=Reply("no_view")),
        *answer(asked["Cleo"], p1=Reply("no")),
        *answer(asked["Dan"], p1=Reply("no_view"), p2=Reply("placed", 1)),
    ]
    assert [position_of(each) for each in given] == [2, 3, None, 1, None, 0, None, 0]


def test_paper_is_published_once_a_second_officer_has_compared_it(
    asked: dict[str, Request], officer: User, second_officer: User
) -> None:
    request = asked["Cleo"]
    proposal = enter_paper(
        by=officer.scope,
        request=request,
        scan=SCAN,
        scan_name="cleo.pdf",
        replies={1: Reply("no"), 2: Reply("placed", 5)},
    )
    assert not Answer.objects.exists()
    with pytest.raises(ValidationError, match="somebody else has to approve it"):
        approve(by=officer.scope, proposal=proposal)
    assert approve(by=second_officer.scope, proposal=proposal) == "2 answers published; post the proof"
    assert [(a.stance, a.place, a.way) for a in Answer.objects.all()] == [("no", None, "paper"), ("placed", 5, "paper")]
    paper = PaperReply.objects.get()
    assert (bytes(paper.scan), paper.approved_at is not None) == (SCAN, True)


def test_paper_is_approved_by_officers_alone(asked: dict[str, Request], officer: User, member: User) -> None:
    proposal = enter_paper(
        by=officer.scope, request=asked["Cleo"], scan=SCAN, scan_name="c.pdf", replies={1: Reply("no")}
    )
    with pytest.raises(PermissionDenied):
        approve(by=member.scope, proposal=proposal)


def test_paper_that_differs_is_not_published(asked: dict[str, Request], officer: User, second_officer: User) -> None:
    proposal = enter_paper(
        by=officer.scope, request=asked["Cleo"], scan=SCAN, scan_name="c.pdf", replies={1: Reply("no")}
    )
    refuse(by=second_officer.scope, proposal=proposal, answer="The scan says yes.")
    assert not Answer.objects.exists()


def test_paper_needs_a_scan_and_answers_that_fit(asked: dict[str, Request], officer: User) -> None:
    for scan, replies in ((b"", {1: Reply("no")}), (SCAN, {1: Reply("placed", 1)})):
        with pytest.raises(ValidationError):
            enter_paper(by=officer.scope, request=asked["Cleo"], scan=scan, scan_name="c", replies=replies)


def test_answers_in_force_are_the_newest(asked: dict[str, Request]) -> None:
    answer(asked["Ann"], p1=Reply("yes"))
    answer(asked["Ann"], p1=Reply("no"))
    request = asked["Ann"]
    (found,) = answers_in_force(request.programme, request.candidate).values()
    assert found.stance == Stance.NO


def test_check_18_editor_is_told_of_points_that_tell_nobody_apart(asked: dict[str, Request]) -> None:
    """Check 18: identical answers from all candidates are flagged."""
    programme = asked["Ann"].programme
    for name, request in asked.items():
        answer(request, p1=Reply("yes"), p2=Reply("placed", 1 + (name > "B")))
    assert [each.text for each in warnings_for_editor(checklist(programme))] == [
        "Point 1: all 4 candidates who answered gave the same answer, so it tells nobody apart."
    ]
