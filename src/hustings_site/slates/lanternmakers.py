"""The Lanternmakers' slates, all of them invented: three, made in the three ways, by the services that everybody uses.

Anchor is an alliance of two that polls its supporters; Beacon is agreed by delegates of five bodies; Current comes of
applications and a panel. In week three Anchor's third-ranked candidate is suspended and the first of the pool steps
in; in week five she is reinstated and takes the place back, by the rule published in week 0.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from hustings_site.elections.candidates.standing import change_standing, standing_before_suspension
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.journal import clock
from hustings_site.results.lanternmakers import SLATES
from hustings_site.roll.models import Organisation
from hustings_site.slates.models import Alliance, Body, Slate
from hustings_site.slates.polls.models import PublishedOrder
from hustings_site.slates.services.alliances import admit_body, adopt_charter, form_alliance
from hustings_site.slates.services.allying import (
    answer_approach,
    enter_approach,
    enter_undertaking,
    name_delegate,
    publish_minutes,
)
from hustings_site.slates.services.bodies import open_body
from hustings_site.slates.services.making import (
    answer_question,
    begin_slate,
    enter_application,
    enter_decision,
    enter_step,
    open_slate,
    plan_step,
)
from hustings_site.slates.services.recommending import Named, give_word_as_substitute, recommend

BODIES: Mapping[str, str] = {
    "Anchor": "national",
    "Harbour": "local",
    "Quay": "local",
    "Beacon": "national",
    "Tower": "local",
    "Wharf": "local",
    "Northern Lights": "local",
    "Southern Lights": "local",
    "Current": "national",
    "Alderby branch": "branch",
}
UNANSWERED = 19
"""Days for which the alliance has not answered Quay's application when the story ends."""
SUSPENDED, POOL, PROMOTED = 2, 3, 6
"""Anchor's third in the order of its poll, how many are in the pool, how many it promotes."""


def load_bodies(*, by: str, organisation: Organisation) -> dict[str, Body]:
    """Every group of the story, its pages open and nobody writing them yet."""
    return {name: open_body(by=by, organisation=organisation, name=name, kind=kind) for name, kind in BODIES.items()}


def play_slates(*, contest: Contest, bodies: Mapping[str, Body], by: str, begins: datetime) -> dict[str, Slate]:
    """The slates for a contest of at least twenty candidates of the story; `begins`: the end of the story, six weeks
    after its beginning."""
    week_0 = begins - timedelta(weeks=6)
    story = Story(contest, bodies, by, week_0)
    with clock.standing_at(week_0):
        story.begin()
    with clock.standing_at(week_0 + timedelta(weeks=2)):
        story.recommend()
    suspended = story.of("A")[SUSPENDED]
    with clock.standing_at(week_0 + timedelta(weeks=3)):
        change_standing(by=by, candidate=suspended, standing=Standing.SUSPENDED, source=COUNCIL)
    with clock.standing_at(begins - timedelta(days=UNANSWERED)):
        story.apply_in_vain()
    with clock.standing_at(week_0 + timedelta(weeks=5)):
        before = standing_before_suspension(suspended)
        for standing in (Standing.REINSTATED, before):
            change_standing(by=by, candidate=suspended, standing=standing, source=COUNCIL)
    return story.slates


COUNCIL = "The union’s council, minute 12"
PANEL = "The panel of Current"


class Story:
    """Who does what, in order; `week_0`: when it begins."""

    def __init__(self, contest: Contest, bodies: Mapping[str, Body], by: str, week_0: datetime) -> None:
        self.contest, self.bodies, self.by, self.week_0 = contest, bodies, by, week_0
        self.slates: dict[str, Slate] = {}
        self.alliance: Alliance

    def of(self, initial: str) -> list[Candidate]:
        """Candidates of a slate by their initial, in the order of its poll; they need not be on the paper yet."""
        (names,) = (each for each in SLATES.values() if next(iter(each)).startswith(initial))
        found = {candidate.name: candidate for candidate in self.contest.candidates.filter(name__in=names)}
        return [found[name] for name in names]

    def begin(self) -> None:
        """Week 0: alliances, plans, and the way in which each slate will be made."""
        self.alliance = self._ally("Anchor and Harbour", "Anchor", ("Harbour",), weights=(3, 1))
        beacon = self._ally("Five Beacons", "Beacon", ("Tower", "Wharf", "Northern Lights", "Southern Lights"))
        said = {"Anchor": self.alliance, "Beacon": beacon, "Current": None}
        made = {"Anchor": "polled", "Beacon": "delegates", "Current": "panel"}
        for name, alliance in said.items():
            slate = begin_slate(
                by=self.by,
                election=self.contest.election,
                body=self.bodies[name],
                name=name,
                made=made[name],
                alliance=alliance,
            )
            for number, what in enumerate(PLANS[name]):
                plan_step(by=self.by, slate=slate, what=what, due=(self.week_0 + timedelta(days=5 * number + 4)).date())
            open_slate(by=self.by, slate=slate)
            self.slates[name] = slate

    def apply_in_vain(self) -> None:
        """A third body asks to be taken in, and is not answered."""
        enter_approach(
            by=self.by,
            alliance=self.alliance,
            kind="application",
            body=self.bodies["Quay"],
            made_on=clock.now().date(),
        )

    def _ally(self, name: str, convener: str, others: tuple[str, ...], weights: tuple[int, ...] = ()) -> Alliance:
        today = clock.now().date()
        weights = weights or (1,) * (1 + len(others))
        alliance = form_alliance(by=self.by, convener=self.bodies[convener], name=name, weight=weights[0])
        adopt_charter(
            by=self.by, alliance=alliance, text=CHARTER, adopted_on=today, adopted_by="the delegates of all bodies"
        )
        for other, weight in zip(others, weights[1:], strict=True):
            body = self.bodies[other]
            asked = enter_approach(by=self.by, alliance=alliance, kind="invitation", body=body, made_on=today)
            answer_approach(
                by=self.by, approach=asked, answer="accepted", on=today, answered_by=f"the committee of {other}"
            )
            allied = admit_body(by=self.by, alliance=alliance, body=body, weight=weight, joined_on=today)
            name_delegate(
                by=self.by,
                allied=allied,
                name=f"the secretary of {other}",
                mandate="bound",
                told="At least two women among the first four.",
                since=today,
            )
            enter_undertaking(
                by=self.by,
                alliance=alliance,
                who=other,
                to_what="whatever is decided as the charter says",
                said_on=today,
                source=f"Minutes of {other}",
            )
        publish_minutes(
            by=self.by,
            alliance=alliance,
            title="First meeting",
            held_on=today,
            present="one delegate of each body",
            text="The charter and the weights are agreed. The plan is published.",
        )
        return alliance

    def recommend(self, order: PublishedOrder | None = None) -> None:
        """Week 2: each slate is made, each in its own way, and each says how. Anchor's rests on the `order` of its
        poll, where that was held here."""
        anchor, beacon, current = (self.of(initial) for initial in "ABC")
        without = self.of("I")
        if order is None:
            named = Named(candidates=anchor[:PROMOTED], pool=without[:POOL])
            self._publish("Anchor", "this_order", named, POLLED)
        else:
            self._publish_order(order)
        self._publish("Beacon", "any_order", Named(candidates=beacon), DELEGATES)
        for number, candidate in enumerate([*current, without[-1]]):
            self._apply(candidate, taken=number < len(current))
        self._publish("Current", "first_only", Named(candidates=current[:1]), PANELLED)
        recommend(
            by=self.by,
            body=self.bodies["Alderby branch"],
            contest=self.contest,
            kind="rank_all",
            how="A vote of the branch’s meeting, 41 to 3.",
            why="Every preference may count.",
        )

    def _publish_order(self, order: PublishedOrder) -> None:
        """The first of the order are promoted, the next are the pool."""
        found = {candidate.printed_name: candidate for candidate in self.contest.candidates.all()}
        ranked = [found[name] for name in json.loads(order.text)["order"]]
        named = Named(candidates=ranked[:PROMOTED], pool=ranked[PROMOTED : PROMOTED + POOL])
        rests_on = f"The order of all candidates published by Anchor and Harbour, SHA-256 {order.sha256}"
        self._publish("Anchor", "this_order", named, POLLED | {"consulted": consulted(order)}, rests_on)

    def _publish(self, name: str, kind: str, named: Named, answers: Mapping[str, str], rests_on: str = "") -> None:
        slate = self.slates[name]
        made = recommend(
            by=self.by,
            body=slate.body,
            slate=slate,
            contest=self.contest,
            kind=kind,
            named=named,
            how=answers["decided"],
            rests_on=rests_on,
            why=f"{name} stands by what these candidates answered.",
            promised="The hall in Alderby stays the union’s." if name == "Anchor" else "",
        )
        for candidate in named.pool:
            give_word_as_substitute(
                by=self.by, recommendation=made, candidate=candidate, agrees=True, source="A letter to Anchor"
            )
        for question, text in answers.items():
            answer_question(by=self.by, slate=slate, question=question, text=text)
        for step in slate.steps.all()[:2]:
            enter_step(by=self.by, step=step, event="done")

    def _apply(self, candidate: Candidate, *, taken: bool) -> None:
        today = clock.now().date()
        application = enter_application(
            by=self.by,
            slate=self.slates["Current"],
            contest=self.contest,
            name=candidate.name,
            on=today - timedelta(days=9),
            candidate=candidate,
        )
        steps = (
            (("chosen", ""),)
            if taken
            else (
                ("turned_down", "Three places, and four applied."),
                ("appealed", "The panel met without notice."),
                ("dismissed", "It was announced eight days before."),
            )
        )
        for event, reason in steps:
            enter_decision(by=self.by, application=application, event=event, on=today, decided_by=PANEL, reason=reason)


CHARTER = (
    "1. Every body has the weight agreed for it.\n"
    "2. Every candidate for the post is asked the same, and considered.\n"
    "3. What is decided is published with its reasons.\n"
    "4. Whoever is suspended or withdraws is followed by the first of the pool who agrees, and takes the place back "
    "once reinstated."
)
PLANS: Mapping[str, tuple[str, ...]] = {
    "Anchor": ("Call on all candidates", "Poll of supporters over all of them", "Leaflet", "Report to supporters"),
    "Beacon": ("Call on all candidates", "Meeting of delegates", "Leaflet"),
    "Current": ("Call for applications", "The panel decides", "Appeals"),
}


def consulted(order: PublishedOrder) -> str:
    """Who was asked, and how many voted, as the published order says."""
    bodies = json.loads(order.text)["bodies"]
    people, twice, voted = (sum(body[key] for body in bodies) for key in ("entitled", "counted_elsewhere", "voted"))
    tenths = (2000 * voted + people) // (2 * people)
    names = " and ".join(body["body"] for body in bodies)
    return (
        f"{people} supporters of {names} were polled, {twice} of them in both and counted once; {voted} voted "
        f"({tenths // 10}.{tenths % 10} %)."
    )


POLLED = {
    "decided": "The supporters of both bodies, by a poll over all candidates; the order is the poll’s.",
    "consulted": "A poll of the supporters of both bodies, held by Anchor itself before this site was used.",
    "turned_down": "Nobody: whoever stands was polled on. The order of all is published.",
    "appeals": "None.",
    "bound": "Both bodies, by the charter.",
}
DELEGATES = {
    "decided": "Delegates of the five bodies, all agreed.",
    "consulted": "Each body’s members gave their delegate a mandate.",
    "turned_down": "Two who asked; the minutes say why.",
    "appeals": "None.",
    "bound": "The five bodies.",
}
PANELLED = {
    "decided": "A panel of five.",
    "consulted": "Members could write to the panel for two weeks.",
    "turned_down": "One, for want of places.",
    "appeals": "One, dismissed with its reason.",
    "bound": "The candidates chosen.",
}
