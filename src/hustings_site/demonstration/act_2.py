"""Act 2, the rule changes: five of eight branches ask for it, and the conference decides by a card vote."""

from collections.abc import Mapping

from hustings_site.accounts.enums import Office
from hustings_site.committees.doors import today
from hustings_site.committees.enums import Filling
from hustings_site.committees.services.seats import SeatIs, add_section, make_seat
from hustings_site.demonstration import cast
from hustings_site.demonstration import executive as data
from hustings_site.demonstration.act_1 import TERM_ENDS
from hustings_site.demonstration.executive import Executive
from hustings_site.demonstration.stage import Stage
from hustings_site.elections.enums import Majority
from hustings_site.motions.enums import RulingKind, Shown
from hustings_site.motions.models import CardVote, Passing
from hustings_site.motions.services.branches import Said, find_alike, record_passing
from hustings_site.motions.services.cards import (
    About,
    Line,
    announce_card_vote,
    propose_declaring,
    publish_delegations,
    record_cards,
)
from hustings_site.motions.services.rulings import answer_challenge, challenge, respond, rule

PASSED, RULED, CHALLENGED, ANSWERED, RESPONDED, ANNOUNCED, DECIDED = -34, -25, -24.5, -24, -23, -22, -20
"""Weeks of the story: the first branch passes its motion, another each week; one is ruled out of order, challenged and
stays so; the executive responds; the conference is called; it decides."""

TITLE = "Nine members by single transferable vote"
TEXT = (
    "That nine members of the executive be elected by single transferable vote, at least four of them women; and that "
    "a further seat be held for disabled members."
)
IN_OTHER_WORDS = (
    "That preferences be counted for all nine members’ seats, that no fewer than four women sit there, and that "
    "disabled members have a seat of their own."
)
DISMISS = "That the members elected by block vote leave the executive at once, and their seats stay empty."
SAME_WORDS = {"alderby": (31, 9, 2), "brackford": (28, 12, 0), "elmwick": (19, 6, 3), "hazelport": (11, 10, 1)}
"""Branches that passed the text itself: votes for, against, abstentions."""

OTHER_WORDS = {"gorsehead": (14, 5, 0)}
OUT_OF_ORDER = {"cloverley": (22, 17, 4)}
CARDS: Mapping[str, tuple[int, Shown]] = {
    "alderby": (480, Shown.FOR),
    "brackford": (400, Shown.FOR),
    "cloverley": (360, Shown.AGAINST),
    "dunmarsh": (300, Shown.AGAINST),
    "elmwick": (250, Shown.FOR),
    "fernhithe": (210, Shown.AGAINST),
    "gorsehead": (160, Shown.FOR),
    "hazelport": (150, Shown.ABSTAINED),
}
"""Votes of each branch's delegation, one for each member of that year, and what it did with its card."""


def pass_in_branches(stage: Stage) -> dict[str, Passing]:
    """A branch a week: four in the same words, one in others, and one with a motion of its own."""
    passed = {}
    said = [
        *((branch, TITLE, TEXT, votes) for branch, votes in SAME_WORDS.items()),
        *((branch, TITLE, IN_OTHER_WORDS, votes) for branch, votes in OTHER_WORDS.items()),
        *((branch, "An end to the seats of the block vote", DISMISS, votes) for branch, votes in OUT_OF_ORDER.items()),
    ]
    for weeks, (branch, title, text, votes) in enumerate(said):
        passed[branch] = stage.at(
            PASSED + weeks,
            lambda each=(branch, title, text, votes): _pass(stage, *each),  # type: ignore[misc]
        )
    stage.at(
        RULED,
        lambda: find_alike(
            by=stage.officer,
            motion=passed["gorsehead"].motion,
            same_as=passed["alderby"].motion,
            author="Orla Wick, returning officer",
            reason="Both ask for the same way of counting, the same minimum and the same seat.",
        ),
    )
    return passed


def _pass(stage: Stage, branch: str, title: str, text: str, votes: tuple[int, int, int]) -> Passing:
    votes_for, against, abstained = votes
    secretary = next(each for each in cast.SECRETARIES if each.place == branch)
    said = Said(
        title=title,
        text=text,
        passed_on=today(),
        meeting=f"{stage.branches[branch].name} Reading Room",
        certified_by=secretary.name,
        votes_for=votes_for,
        against=against,
        abstained=abstained,
    )
    return record_passing(by=stage.user(Office.BRANCH_OFFICER, branch), branch=stage.branches[branch], said=said)


def rule_out(stage: Stage, passing: Passing) -> None:
    """One motion is out of order; the ruling is published with its text, challenged, and stands."""
    ruling = stage.at(
        RULED,
        lambda: rule(
            by=stage.officer,
            motion=passing.motion,
            kind=RulingKind.OUT_OF_ORDER,
            author="Standing orders committee",
            text="By rule 4.6 a seat that members have filled ends with its term, or by a recall of its holder. "
            "The conference can change the rule for later terms; it cannot end this one.",
            on=today(),
        ),
    )
    made = stage.at(
        CHALLENGED,
        lambda: challenge(
            by=stage.user(Office.BRANCH_OFFICER, "cloverley"),
            ruling=ruling,
            author="Cat Shine, secretary of Cloverley",
            text="The conference is above the rule book, and may decide so by two thirds.",
            on=today(),
        ),
    )
    stage.at(
        ANSWERED,
        lambda: answer_challenge(
            by=stage.officer,
            challenge=made,
            upheld=False,
            author="Standing orders committee, seven to two",
            text="Rule 1.3 binds the conference too, until it is changed.",
            on=today(),
        ),
    )


def announce(stage: Stage, passing: Passing) -> CardVote:
    """The conference is called: how many votes each delegation has, on what it decides, and by which majority."""
    lines = [
        Line(stage.branches[branch].name, votes, branch=stage.branches[branch])
        for branch, (votes, _shown) in CARDS.items()
    ]
    delegations = publish_delegations(
        by=stage.officer,
        organisation=stage.union,
        title="Delegations to the conference",
        source="Members of each branch on the day on which the conference was called: one vote each, 2,310 in all",
        lines=lines,
    )
    about = About(
        title=TITLE,
        text=TEXT,
        majority=Majority.ABSOLUTE,
        majority_source="Rule book of the union, rule 1.4: more than half of all votes change a rule",
        meeting="Conference of the union",
        on=stage.week(DECIDED).date(),
        motion=passing.motion,
    )
    return announce_card_vote(by=stage.officer, delegations=delegations, about=about)


def decide(stage: Stage, vote: CardVote) -> None:
    """Each delegation shows its card; two officers declare the sum."""
    by_branch = {each.branch: each for each in vote.delegations.delegations.select_related("branch")}
    shown = {by_branch[stage.branches[branch]]: what for branch, (_votes, what) in CARDS.items()}
    record_cards(by=stage.officer, vote=vote, shown=shown)
    stage.agree(propose_declaring(by=stage.officer, vote=vote))


def add_disabled_seat(executive: Executive) -> None:
    """The 25th seat, from the day on which the next executive sits down."""
    terms = SeatIs(
        exists_from=executive.stage.week(TERM_ENDS).date(),
        filling=Filling.EX_OFFICIO,
        filled_by="the disabled members’ officer, whom disabled members elect",
        decision="The conference added a seat for disabled members",
        source="Minutes of the conference, card vote on the executive",
    )
    section = add_section(by=executive.clerk, committee=executive.committee, name=data.DISABLED)
    make_seat(by=executive.clerk, section=section, terms=terms)


def play(executive: Executive) -> str:
    """From the first branch to the new rule; what came of it, in a sentence."""
    stage = executive.stage
    passed = pass_in_branches(stage)
    rule_out(stage, passed["cloverley"])
    text = "The executive puts it to the conference without a recommendation: its own seats are spoken of."
    stage.at(
        RESPONDED,
        lambda: respond(
            by=executive.clerk,
            motion=passed["alderby"].motion,
            committee=executive.committee,
            text=text,
            on=today(),
        ),
    )
    vote = stage.at(ANNOUNCED, lambda: announce(stage, passed["alderby"]))
    stage.at(DECIDED, lambda: decide(stage, vote))
    stage.at(DECIDED, lambda: add_disabled_seat(executive))
    vote.refresh_from_db()
    found = vote.declared
    asked = len(SAME_WORDS) + len(OTHER_WORDS)
    return (
        f"asked for by {asked} of {len(CARDS)} branches; card vote {found.votes_for} for, {found.against} against, "
        f"{found.abstained} abstained"
    )
