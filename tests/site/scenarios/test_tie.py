"""A tie on the night: the count stops and asks, the draw is recorded with its witnesses, and only then it goes on."""

from pathlib import Path

import pytest
from polled import BY, PASSPHRASE, Polled, polled

from hustings_site.accounts.models import User
from hustings_site.booth import services as booth_room
from hustings_site.elections import secrecy, tallying
from hustings_site.elections.enums import ContestState
from hustings_site.elections.keys import services as keys
from hustings_site.elections.models import Contest
from hustings_site.results.drafting import start_count
from hustings_site.results.enums import DraftState
from hustings_site.results.lots import with_draw
from hustings_site.results.polled import draft_from_poll

pytestmark = pytest.mark.django_db


@pytest.fixture
def level(settings: object, tmp_path: Path) -> Polled:
    """One vacancy; two candidates have one paper each, and the third none."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    made = polled()
    keys.make_server_key(by=BY, election=made.election)
    made.key = keys.election_key(made.election)
    made.open()
    given = {e.holder.number: e.code for e in secrecy.mailing(by=BY, issue=made.issue, passphrase=PASSPHRASE)}
    for number, choice in (("0001", [1, 0, 0]), ("0002", [0, 1, 0])):
        made.cast(made.executive, given[number], choice)
    booth_room.close_poll(by=BY, poll=made.poll(made.executive))
    Contest.objects.filter(pk=made.executive.pk).update(state=ContestState.CLOSED)
    made.executive.refresh_from_db()
    secrecy.erase_book(by=BY, issue=made.issue)
    tallying.begin(by=BY, contest=made.executive)
    tallying.open_by_server(by=BY, contest=made.executive)
    return made


@pytest.mark.parametrize(("drawn", "elected"), [("Alma Ardent", "Bela Brook"), ("Bela Brook", "Alma Ardent")])
def test_tie_waits_for_a_lot_and_the_lot_decides(level: Polled, officer: User, drawn: str, elected: str) -> None:
    draft = draft_from_poll(by=officer, contest=level.executive, electorate=5)
    start_count(draft=draft)
    draft.refresh_from_db()
    assert draft.state == DraftState.STOPPED
    assert draft.lot_needed is not None
    assert sorted(draft.lot_needed["names"]) == ["Alma Ardent", "Bela Brook"]
    order = [drawn, *(name for name in draft.lot_needed["names"] if name != drawn)]
    note = "drawn by Orla Wick; two scrutineers watched"
    lots = with_draw("", purpose=draft.lot_needed["purpose"], order=order, note=note)
    draft.fields = {**draft.fields, "lots": lots}
    start_count(draft=draft)
    draft.refresh_from_db()
    assert draft.state == DraftState.READY
    (winner,) = draft.seated
    assert level.executive.candidates.on_the_paper()[winner].name == elected
    assert note in draft.fields["lots"]
