"""What the pages of the committee say of a story that was played, as JSON holds it. Imported once the site is open."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hustings.report.words import Words
from hustings_site.committees.enums import DecisionKind, Option
from hustings_site.committees.models import Committee, Person, RightOfReply, SeatEvent, Vacancy
from hustings_site.committees.selectors.balance import balances, what_could_change
from hustings_site.committees.selectors.meetings import decisions_of, votes_of
from hustings_site.committees.selectors.reports import ledger
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.selectors.series import series
from hustings_site.committees.views.person import labels
from hustings_site.demonstration import executive
from hustings_site.journal import clock
from hustings_site.results.models import Result
from hustings_site.results.other_ways import other_ways
from hustings_site.results.result_page import result_page

ENGLISH = Words()


def tell() -> dict[str, Any]:
    """All of it."""
    committee = Committee.objects.get(name=executive.NAME)
    return act_1(committee) | act_8(committee) | act_9(committee)


def act_1(committee: Committee) -> dict[str, Any]:
    """The block vote, and what it could change."""
    told: dict[str, Any] = {}
    opening = committee.openings.get()
    change = what_could_change(opening, sitting(committee, opening.day))
    told["outcomes"] = [
        [
            *row.won,
            {claim.author: dict(under.seats) for claim, under in zip(change.claims, row.under, strict=True) if under},
        ]
        for row in change.rows
    ]
    block = Result.objects.get(contest__election__title="Three new members’ seats")
    page = result_page(block)
    assert page.count is not None
    told["block"] = {
        "turnout": [block.electorate, block.papers, block.valid],
        "marks": {
            each.name: votes
            for each, votes in zip(
                page.count.transcript.contest.candidates, page.count.transcript.stages()[0].votes, strict=True
            )
        },
        "shares": {
            "+".join(row.share.names): [row.share.votes, in_a_hundred(row.share.vote_share), len(row.share.elected)]
            for row in page.count.claims[0].rows
        },
    }
    (way,) = other_ways(block)
    told["joined"] = {
        " + ".join(slate.name for slate in each.slates): [
            each.found.marks,
            in_a_hundred(each.share),
            each.found.apart,
            each.found.least,
        ]
        for each in way.joined
    }
    told["bounds"] = {
        each.slate.name if each.slate else "": [
            each.found.only,
            each.found.any,
            each.found.least,
            each.found.most,
            each.won,
        ]
        for each in way.bounded
    }
    told["after_block"] = balance_on(committee, block.contest.election.closed_on or date.max)
    return told


def act_8(committee: Committee) -> dict[str, Any]:
    """The balance before, after, with one suspended, and by another author."""
    told: dict[str, Any] = {}
    taken = SeatEvent.objects.filter(seat__section__committee=committee, seat__section__name=executive.DISABLED)
    seated = day_of(taken.first())
    suspended = day_of(SeatEvent.objects.filter(seat__section__committee=committee, what="suspended").first())
    for name, day in (
        ("before", seated - timedelta(days=1)),
        ("after", seated + timedelta(days=7)),
        ("suspended", suspended),
        ("counted_otherwise", suspended + timedelta(weeks=4)),
    ):
        told[name] = balance_on(committee, day)
    told["replies"] = {
        claim.author: [reply.author for reply in claim.replies.all()]
        for claim in committee.claims.all()
        if claim.replies.exists()
    }
    return told


def act_9(committee: Committee) -> dict[str, Any]:
    """Reports, divisions, promises, a vacancy, and all elections over the years."""
    told: dict[str, Any] = {}
    today = clock.now().date()
    seated = day_of(SeatEvent.objects.filter(seat__section__committee=committee, how="unopposed").first())
    found = ledger(committee, today)
    told["reports"] = {
        "due": found.due,
        "in_time": found.came - found.late,
        "late": sorted([row.meeting.title, row.person.name] for row in found.rows if row.late),
        "missing": sorted([row.meeting.title, row.person.name] for row in found.missing),
    }
    told["divisions"] = {
        shown.decision.title: [
            shown.decision.meeting.title,
            shown.voted_for,
            shown.voted_against,
            shown.how_many(Option.ABSTAINED),
            shown.how_many(Option.SUSPENDED),
            "carried" if shown.decision.carried else "lost",
        ]
        for shown in decisions_of(committee)
        if shown.decision.kind == DecisionKind.DIVISION
    }
    told["agreed"] = sum(shown.decision.kind == DecisionKind.WITHOUT for shown in decisions_of(committee))
    told["promises"] = {
        person.name: {
            each.link.point.short: "kept" if each.kept else "broken"
            for voted in votes_of(person, committee, labels())
            for each in voted.promises
            if each.kept is not None
        }
        for person in Person.objects.filter(votes__decision__meeting__committee=committee).distinct()
        if person.candidacies.exists()
    }
    told["replied"] = [
        reply.person.name for reply in RightOfReply.objects.filter(decision__meeting__committee=committee)
    ]
    told["as_one"] = {
        each.claim.author: {
            row.name: in_a_hundred(row.cohesion.with_majority if row.cohesion else None) for row in each.rows
        }
        for each in balances(sitting(committee, today))
    }
    vacancy = Vacancy.objects.get(seat__section__committee=committee)
    told["vacancy"] = {
        "left": vacancy.event.person.name if vacancy.event.person else "",
        "clause": vacancy.kind,
        "consent": sorted([each.consent, each.name] for each in vacancy.yielded.all()),
        "seated": vacancy.filled_by.person.name if vacancy.filled_by and vacancy.filled_by.person else "",
        "within_days": (vacancy.next_date - vacancy.event.on).days if vacancy.next_date else None,
    }
    told["members"] = [
        [
            each.person.name
            for each in sitting(committee, day).seats
            if each.person and each.seat.section.name == executive.MEMBERS
        ]
        for day in (seated, today)
    ]
    told["series"] = [
        [
            year.result.contest.title,
            year.unit,
            year.another_kind,
            year.turnout.electorate,
            year.turnout.valid,
            in_a_hundred(year.turnout.share),
            year.publisher,
            {slate.name: [in_a_hundred(slate.share), slate.elected] for slate in year.slates},
        ]
        for year in series(committee)
    ]
    return told


def day_of(event: SeatEvent | None) -> date:
    assert event is not None
    return event.on


def in_a_hundred(share: Fraction | None) -> str:
    return "not known" if share is None else ENGLISH.percent(share.numerator, share.denominator)


def balance_on(committee: Committee, day: date) -> dict[str, object]:
    shown = sitting(committee, day)
    return {
        "seats": len(shown.seats),
        "votes": shown.votes,
        "claims": {
            each.claim.author: {
                "majority": each.balance.majority,
                "holder": each.balance.holder,
                "swing": each.balance.swing,
                "sides": {row.name: [row.seats, row.votes] for row in each.rows},
            }
            for each in balances(shown)
            if each.balance
        },
    }
