"""The documented default: a caucus on an installation of its own, fed by the organisation's public API."""

import json
from pathlib import Path

from two_installations import installations

ORGANISATION = """
from desks import desk
union = desk(name="Lanternmakers")
contest = union.contest("Executive", vacancies=2)
union.announce()
union.stand(contest, "Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill")
contest.state = "validated"
contest.save()
print(json.dumps([contest.election.slug, contest.slug]))
"""

POLL = """
from desks import at
from supporters import DATES, NOW, group
from hustings_site.slates.polls.services import begin_poll, publish_rules
anchor = group("Anchor supporters", {f"a{n}": f"anchor{n}@example.org" for n in range(1, 6)})
by = anchor.officer.scope
with at(NOW):
    poll = begin_poll(
        by=by, host=anchor.organisation, title="Whom shall we recommend", marking="ranking", dates=DATES,
        source=sys.argv[1],
    )
    poll = publish_rules(by=by, poll=poll)
anchor.agree(poll)
anchor.freeze()
anchor.prepare()
anchor.open()
candidates = [each.name for each in poll.candidates.all()]
for number, names in (
    ("a1", ["Cleo Cedar", "Ann Ash"]),
    ("a2", ["Cleo Cedar", "Dan Dill"]),
    ("a3", ["Dan Dill", "Cleo Cedar", "Ann Ash"]),
):
    anchor.cast(number, [names.index(name) + 1 if name in names else 0 for name in candidates])
print(json.dumps([poll.slug, poll.post, sorted(candidates)]))
"""

SUSPEND = """
from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate
for name, standing in (("Dan Dill", Standing.SUSPENDED), ("Bob Birch", Standing.WITHDRAWN)):
    candidate = Candidate.objects.get(name=name)
    change_standing(by="test", candidate=candidate, standing=standing, source="Executive committee")
print(json.dumps("done"))
"""

COUNT_AND_RECOMMEND = """
from desks import at
from supporters import DATES, Group
from hustings_site.accounts.models import User
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.roll.services import organisation_named
from hustings_site.slates.polls.counting import publish_order
from hustings_site.slates.polls.models import SupportersPoll
from hustings_site.slates.polls.services import keep_up
from hustings_site.slates.services.bodies import open_body
from hustings_site.slates.services.recommending import Named, recommend
poll = SupportersPoll.objects.get()
body = poll.bodies.get()
anchor = Group(body.organisation, None, User.objects.get(), body, body.election)
with at(DATES["closes"]):
    changed = keep_up(by=anchor.officer.scope, poll=poll)
    paper = {each.name: each.standing for each in anchor.contest.candidates.all()}
anchor.close()
with at(DATES["closes"]):
    order = json.loads(publish_order(by=anchor.officer.scope, poll=poll).text)["order"]
    union = organisation_named(by="test", name="Lanternmakers")
    election = enter_election(by="test", organisation=union, title="Election 2100")
    contest = enter_contest(by="test", election=election, title="Executive", vacancies=2, candidates=order)
    caucus = open_body(by="test", organisation=union, name="Anchor", kind="national")
    first = contest.candidates.exclude(name="Dan Dill").order_by("position")
    recommend(
        by="test", body=caucus, contest=contest, kind="this_order", named=Named(candidates=list(first)),
        how="By a poll of our supporters over everybody who stands.", why="In the poll's order.",
    )
print(json.dumps([changed, paper, order, f"/recommendations/{election.slug}/{contest.slug}/"]))
"""


def test_caucus_polls_and_recommends_from_an_installation_of_its_own(tmp_path: Path) -> None:
    union, caucus = installations(tmp_path, "union", "caucus")
    election, contest = union.run(ORGANISATION)
    with union, caucus:
        union.start()
        source = f"{union.address}/api/elections/{election}/{contest}/candidates"
        slug, post, polled = caucus.run(POLL, source)
        assert post == "Lanternmakers, Election 2100: Executive"
        assert polled == ["Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill"]
        union.run(SUSPEND)
        changed, paper, order, recommended = caucus.run(COUNT_AND_RECOMMEND)
        assert changed == 2
        assert paper == {
            "Ann Ash": "validated",
            "Bob Birch": "withdrawn",
            "Cleo Cedar": "validated",
            "Dan Dill": "suspended",
        }
        assert order == ["Cleo Cedar", "Dan Dill", "Ann Ash"]
        caucus.start()
        status, text = caucus.get(f"/supporters-polls/{slug}/order.json")
        told = json.loads(text)
        assert (status, told["order"], told["source"]) == (200, order, source)
        assert [(each["entitled"], each["voted"]) for each in told["bodies"]] == [(5, 3)]
        assert "Cleo Cedar stands first of 3." in caucus.get(f"/supporters-polls/{slug}/")[1]
        status, page = caucus.get(recommended)
        assert status == 200
        assert [words for words in ("Anchor", "in this order", "Cleo Cedar") if words not in page] == []
        assert union.get(f"/supporters-polls/{slug}/")[0] == 404
    theirs, ours = union.database.read_bytes(), caucus.database.read_bytes()
    assert (b"@lampwrights.example" in theirs, b"anchor1@example.org" in ours) == (True, True)
    assert (b"anchor1@example.org" in theirs, b"@lampwrights.example" in ours) == (False, False)
