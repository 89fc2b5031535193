"""Act 4 of the demonstration, by its figures: the services that everybody uses play it."""

from datetime import UTC, datetime

import pytest
from campaigning import SITE

from hustings_site.accounts.models import User
from hustings_site.campaign.enums import Attendance, Missing, Ruling
from hustings_site.campaign.lanternmakers import play
from hustings_site.campaign.models import MeetingQuestion
from hustings_site.campaign.selectors.answers import who_moved
from hustings_site.campaign.selectors.asking import candidates_asked, outreach
from hustings_site.campaign.selectors.checklist import checklist
from hustings_site.campaign.selectors.meetings import asked_to_all, invited, places, spoken_by_all
from hustings_site.elections.models import Candidate
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.journal.selectors import broken_seals
from hustings_site.results.lanternmakers import SLATES
from hustings_site.roll.models import Member
from hustings_site.roll.services import enter_branch, organisation_named

pytestmark = pytest.mark.django_db
BEGINS = datetime(2026, 1, 12, 9, tzinfo=UTC)


@pytest.fixture
def story(officer: User, second_officer: User, settings: object, mailoutbox: list) -> tuple:
    """Twenty candidates, each with an address but the one who answers on paper."""
    settings.DEMONSTRATION = True
    union = organisation_named(by="test", name="Lanternmakers’ Union", invented=True)
    branch = enter_branch(by="test", organisation=union, code="alderby", name="Alderby")
    election = enter_election(by="test", organisation=union, title="Executive", invented=True)
    names = [name for slate in SLATES.values() for name in slate]
    contest = enter_contest(by="test", election=election, title="Executive", vacancies=9, candidates=names)
    for number, candidate in enumerate(contest.candidates.all()):
        email = "" if number == 7 else f"candidate{number}@lanternmakers.example"
        member = Member.objects.create(
            organisation=union, number=str(number), name=candidate.name, email=email, branch=branch
        )
        Candidate.objects.filter(pk=candidate.pk).update(member=member)
    return play(contest=contest, officers=(officer, second_officer), site=SITE, begins=BEGINS)


def test_answers_are_those_of_the_story(story: tuple) -> None:
    programme, _meeting = story
    found = outreach(programme, candidates_asked(programme.contest)).values()
    assert sorted(each.answered for each in found) == [0, 0, 0, 4, 5] + [12] * 15
    assert checklist(programme).cells_answered == 189
    assert [each.missing for each in found if not each.answered] == [
        Missing.DECLINED,
        Missing.NO_REPLY,
        Missing.NO_REPLY,
    ]
    asked = {each.candidate.position: each.asked for each in found if not each.answered}
    assert asked == {10: 1, 14: 4, 18: 3}
    (moved,) = who_moved(programme, checklist(programme).given)
    assert moved.new.words.startswith("After what was said at the hustings")
    assert moved.new.at > moved.old.at > BEGINS == programme.published_at
    assert broken_seals() == []


def test_hustings_is_that_of_the_story(story: tuple) -> None:
    _programme, meeting = story
    people = invited(meeting)
    attendance = [each.attendance for each in people]
    assert (len(people), attendance.count(Attendance.CAME), attendance.count(Attendance.NOT_COMING)) == (20, 16, 4)
    rulings = list(MeetingQuestion.objects.values_list("ruling", flat=True))
    assert (rulings.count(Ruling.ACCEPTED), rulings.count(Ruling.MERGED)) == (9, 22)
    asked = asked_to_all(meeting, people, meeting.ends_at)
    assert len(asked) == 9
    assert {seconds for _candidate, seconds in spoken_by_all(asked)} == {9 * 43}
    assert (places(meeting).taken, places(meeting).waiting) == (12, 3)
