"""Act 4: nominations. Branches name candidates in meetings; who is named accepts or declines; the list is published."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import Role
from hustings_site.accounts.services import suspend_office
from hustings_site.demonstration import cast
from hustings_site.demonstration.stage import Stage
from hustings_site.elections import terms
from hustings_site.elections.approved_acts import propose_freeze
from hustings_site.elections.candidates import acts, publishing
from hustings_site.elections.candidates import services as files
from hustings_site.elections.candidates.enums import PublicField, Source
from hustings_site.elections.enums import BallotOrder, ElectionKind, Gone, PaperRule, Standing
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.elections.nominations.services import Meeting, Named, enter_nomination
from hustings_site.elections.setting_up import add_contest, begin_election, change_election
from hustings_site.journal import clock
from hustings_site.journal.schedule import do_what_is_due
from hustings_site.results.lanternmakers import LEAST_WOMEN, SEED, VACANCIES
from hustings_site.roll.models import Electorate

EXECUTIVE, SECRETARY, YOUTH, TREASURER = "Executive", "General secretary", "Youth officer", "Treasurer"
DISABLED, ELMWICK = "Disabled members’ seat", "Delegate of Elmwick"
MOST_NAMES = 9


def announce(stage: Stage, electorates: dict[str, Electorate]) -> Election:
    """Week 0: the election with five contests, every term of it fixed and published."""
    by = stage.officer
    election = begin_election(
        by=by,
        organisation=stage.union,
        title="Executive and officers",
        about="Nine members of the executive by single transferable vote, at least four of them women; the general "
        "secretary, the youth officer, the disabled members’ seat and Elmwick’s delegate by alternative vote.",
    )
    election = change_election(by=by, election=election, version=election.version, changes=_timetable(stage))
    for given in _contests(stage, electorates):
        election.refresh_from_db()
        add_contest(by=by, election=election, version=election.version, terms=given)
    _announce(by, election)
    return election


def _announce(by: str, election: Election) -> None:
    """Publish the terms. The seeds of the ballot order are laid down, so that the story can be played again."""
    for contest in election.contests.all():
        contest.order_seed = f"{SEED}, {contest.slug}"
        contest.save(update_fields=["order_seed"])
    election.refresh_from_db()
    terms.announce(by=by, election=election)
    election.refresh_from_db()


def _timetable(stage: Stage) -> dict[str, object]:
    dates = {
        "nominations_open": 1.0,
        "nominations_close": 5.0,
        "accept_by": 5.5,
        "proofs_by": 6.0,
        "freeze_at": 6.0,
        "codes_at": 6.5,
        "poll_opens": 7.0,
        "poll_closes": 9.0,
        "complaints_by": 9.7,
    }
    moments: dict[str, object] = {name: stage.week(week) for name, week in dates.items()}
    return moments | {"spares": 60, "scrutineer": "Una Snuffer", "paper_rule": PaperRule.BOARD_STANDS}


def _contests(stage: Stage, electorates: dict[str, Electorate]) -> Iterator[dict[str, object]]:
    shared = {
        "rule_adopted_by": "the union’s conference",
        "rule_adopted_on": stage.week(-20).date(),
        "ballot_order": BallotOrder.LOT,
        "when_withdrawn": Gone.PASSED_OVER,
        "when_suspended": Gone.PASSED_OVER,
        "statement_words": 150,
    }
    yield shared | {
        "title": EXECUTIVE,
        "vacancies": VACANCIES,
        "electorate": electorates["Members"],
        "rule": "scotland_2011",
        "constraints": [{"category": "women", "min": LEAST_WOMEN, "max": None}],
        "threshold": "3 branches",
    }
    yield shared | {
        "title": SECRETARY,
        "vacancies": 1,
        "electorate": electorates["Members"],
        "rule": "irv",
        "threshold": "1 branch",
    }
    for title, electorate in ((YOUTH, "Youth"), (DISABLED, "Disabled members"), (ELMWICK, "Elmwick")):
        yield shared | {
            "title": title,
            "vacancies": 1,
            "electorate": electorates[electorate],
            "rule": "irv",
            "threshold": "1 branch",
            "names_each": 3 if title == ELMWICK else 1,
        }


def nominate(stage: Stage, election: Election) -> int:
    """Weeks 1 to 5: each branch meets and names at most nine for the executive; how many nominations there are."""
    do_what_is_due()
    contests = {contest.title: contest for contest in election.contests.all()}
    made = 0
    for branch, names in _named_by_branch().items():
        office = Office.BRANCH_OFFICER
        if branch == cast.DEPUTY.place:
            _suspend_secretary(stage, branch)
            office = Office.BRANCH_DEPUTY
        meeting = _meeting(stage, branch, office)
        for contest, name in names:
            enter_nomination(
                by=stage.user(office, branch),
                contest=contests[contest],
                named=_named(stage, contests[contest], name),
                nominator=stage.branches[branch],
                meeting=meeting,
            )
            made += 1
    return made


def _meeting(stage: Stage, branch: str, office: Office) -> Meeting:
    return Meeting(
        met_on=(clock.now() - timedelta(days=2)).date(),
        met_at=f"{stage.branches[branch].name} Reading Room",
        attendance=24 + len(branch),
        quorum=15,
        certified_by=stage.users[_officer_of(branch, office)].name,
    )


def _named_by_branch() -> dict[str, list[tuple[str, str]]]:
    """Who is named where: everybody for the executive by three branches, but one, whom two name."""
    wanted = [name for name in cast.NAMED for _ in range(2 if name == cast.TOO_FEW_BRANCHES else 3)]
    named: dict[str, list[tuple[str, str]]] = {branch: [] for branch in cast.BRANCHES}
    for place, name in enumerate(wanted):
        branch = list(cast.BRANCHES)[place % len(cast.BRANCHES)]
        named[branch].append((EXECUTIVE, name))
    for place, name in enumerate(cast.SECRETARY):
        named[list(cast.BRANCHES)[place]].append((SECRETARY, name))
    for place, name in enumerate(cast.YOUTH):
        named[list(cast.BRANCHES)[place + 4]].append((YOUTH, name))
    named["fernhithe"] += [(DISABLED, name) for name in cast.DISABLED]
    named["elmwick"] += [(ELMWICK, name) for name in cast.ELMWICK]
    return named


def _named(stage: Stage, contest: Contest, name: str) -> Candidate | Named:
    known = contest.candidates.filter(name=name).first()
    return known or Named(name, stage.member(name).number)


def _officer_of(branch: str, office: Office) -> str:
    people = (*cast.SECRETARIES, cast.DEPUTY)
    return next(player.email for player in people if (player.place, player.office) == (branch, office))


def _suspend_secretary(stage: Stage, branch: str) -> None:
    role = Role.objects.get(
        user=stage.users[_officer_of(branch, Office.BRANCH_OFFICER)], scope=stage.branches[branch].scope
    )
    suspend_office(by=stage.officer, role=role, reason="Suspended by the branch; the deputy certifies.")


def accept_for_the_executive(stage: Stage, election: Election) -> None:
    """Week 2: everybody named for the executive has accepted, but one, who declines later."""
    named = Candidate.objects.filter(contest__election=election, contest__title=EXECUTIVE)
    for candidate in named.exclude(name=cast.DECLINES).select_related("contest"):
        by, source = _answers(stage, candidate)
        files.accept(by=by, candidate=candidate, source=source)


def _answers(stage: Stage, candidate: Candidate) -> tuple[str, Source]:
    if candidate.name == cast.ON_PAPER:
        return stage.officer, Source.PAPER
    return candidate.scope, Source.SCREEN


def answer(stage: Stage, election: Election) -> None:
    """Everybody named accepts with a statement, but one, who declines; a candidate without e-mail does so on paper."""
    for candidate in Candidate.objects.filter(contest__election=election).select_related("contest"):
        by, source = _answers(stage, candidate)
        if candidate.name == cast.DECLINES:
            files.decline(by=by, candidate=candidate, source=source)
            continue
        if candidate.standing != Standing.ACCEPTED:
            files.accept(by=by, candidate=candidate, source=source)
        text = (
            f"I am {candidate.name}, and I have trimmed wicks for {8 + len(candidate.name)} years. I stand for longer "
            "evenings, fair shifts on the lamp rounds, and accounts that every member can read."
        )
        files.keep_statement(by=by, candidate=candidate, text=text, source=source)
        consents = {PublicField.BRANCH: True, PublicField.STATEMENT: True, PublicField.PHOTO: False}
        files.give_consents(by=by, candidate=candidate, given=consents, source=source)
        if candidate.name == cast.WITHDRAWS:
            files.withdraw(by=by, candidate=candidate, source=source)
        else:
            shown = files.proof_fingerprint(candidate)
            files.sign_proof(by=by, candidate=candidate, shown=shown, source=source)


def suspend(stage: Stage, election: Election) -> None:
    """Week 3: a candidate is suspended by a decision of the union's council; two officers note it."""
    stage.agree(
        acts.propose_suspension(
            by=stage.officer,
            candidate=_suspended(election),
            decided_by="the union’s council",
            decided_on=clock.now().date(),
            reference="Council minutes, item 4",
        )
    )


def reinstate(stage: Stage, election: Election) -> None:
    """Week 5: reinstated, with the nominations made meanwhile."""
    stage.agree(
        acts.propose_reinstatement(
            by=stage.officer,
            candidate=_suspended(election),
            decided_by="the union’s council",
            decided_on=clock.now().date(),
            reference="Council minutes, item 2",
        )
    )


def _suspended(election: Election) -> Candidate:
    return Candidate.objects.get(contest__election=election, name=cast.SUSPENDED)


def publish(stage: Stage, election: Election) -> dict[str, int]:
    """Week 6: the list of candidates, in the order drawn from the seed; the rolls are frozen by two officers."""
    do_what_is_due()
    found = {}
    for contest in election.contests.all():
        stage.agree(publishing.propose_publishing(by=stage.officer, contest=contest))
        found[contest.title] = contest.candidates.on_the_paper().count()
    stage.agree(propose_freeze(by=stage.officer, election=election))
    do_what_is_due()
    return found


def set_up_treasurer(stage: Stage, electorate: Electorate, moments: Mapping[str, object]) -> Election:
    """A by-election for the treasurer, by alternative vote."""
    by = stage.officer
    election = begin_election(
        by=by, organisation=stage.union, title="Treasurer, by-election", kind=ElectionKind.BY_ELECTION
    )
    changes = {**moments, "spares": 20}
    election = change_election(by=by, election=election, version=election.version, changes=changes)
    given = {
        "title": TREASURER,
        "vacancies": 1,
        "electorate": electorate,
        "rule": "irv",
        "rule_adopted_by": "the union’s conference",
        "rule_adopted_on": stage.week(-20).date(),
        "ballot_order": BallotOrder.LOT,
        "threshold": "1 branch",
        "statement_words": 150,
    }
    add_contest(by=by, election=election, version=election.version, terms=given)
    _announce(by, election)
    return election


def nominate_treasurers(stage: Stage, election: Election) -> None:
    """Six branches name one each."""
    do_what_is_due()
    contest = election.contests.get()
    for branch, name in zip(cast.BRANCHES, cast.TREASURER, strict=False):
        office = Office.BRANCH_DEPUTY if branch == cast.DEPUTY.place else Office.BRANCH_OFFICER
        enter_nomination(
            by=stage.user(office, branch),
            contest=contest,
            named=_named(stage, contest, name),
            nominator=stage.branches[branch],
            meeting=_meeting(stage, branch, office),
        )


def open_nominations_of_gorsehead(stage: Stage, electorates: dict[str, Electorate]) -> Election:
    """Left open for whoever sits at the desk: a branch's delegate, to be nominated, accepted and answered."""
    by = stage.officer
    now = clock.now()
    election = begin_election(by=by, organisation=stage.union, title="Gorsehead’s delegate", kind=ElectionKind.MEMBERS)
    dates = {
        "nominations_open": now + timedelta(minutes=1),
        "nominations_close": now + timedelta(days=14),
        "accept_by": now + timedelta(days=17),
        "proofs_by": now + timedelta(days=20),
        "freeze_at": now + timedelta(days=20),
        "codes_at": now + timedelta(days=21),
        "poll_opens": now + timedelta(days=22),
        "poll_closes": now + timedelta(days=36),
        "complaints_by": now + timedelta(days=43),
    }
    election = change_election(by=by, election=election, version=election.version, changes=dates)
    add_contest(
        by=by,
        election=election,
        version=election.version,
        terms={
            "title": "Delegate of Gorsehead",
            "vacancies": 1,
            "electorate": electorates["Gorsehead"],
            "rule": "irv",
            "rule_adopted_by": "the union’s conference",
            "rule_adopted_on": stage.week(-20).date(),
            "threshold": "1 branch or 5 members",
        },
    )
    election.refresh_from_db()
    terms.announce(by=by, election=election)
    with clock.standing_at(now + timedelta(minutes=2)):
        do_what_is_due()
    election.refresh_from_db()
    return election
