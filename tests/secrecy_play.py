"""Play one election into a data folder: `python secrecy_play.py DATA DEALING`, with everything fixed but one thing.

DEALING says which voter holds which of the codes: "0123" in roll order, any other order deals the same codes among
the four who vote; two abstain. The board that comes of it is the same, byte for byte. "leak" plays "0123" and then
writes down what must not be written down. See tests/site/elections/test_secrecy_twice.py.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hustings.belenios.v1.authority import mailing
from hustings.belenios.v1.ballots import make_ballot
from hustings.belenios.v1.randomness import SeededRandomness

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
PASSPHRASE = "seven lamps in a row"
VOTERS, WHO_VOTE = 6, 4
BEFORE = 2 * 14
"""Characters drawn before the first code: the identifiers of the booth and of its one poll."""

CODE = 22


class Dealt:
    """The same stream of identifiers and codes, the codes handed out in another order."""

    def __init__(self, dealing: str) -> None:
        drawn = SeededRandomness(b"codes")
        characters = iter(lambda: drawn.draw(1), b"")
        kept = [next(one for one in characters if one[0] < 232) for _ in range(BEFORE + CODE * (VOTERS + 3))]
        codes = [kept[BEFORE + CODE * at : BEFORE + CODE * (at + 1)] for at in range(VOTERS + 3)]
        order = [*(int(place) for place in dealing), *range(WHO_VOTE, VOTERS + 3)]
        dealt = [codes[place] for place in order]
        self._bytes = iter([*kept[:BEFORE], *(one for code in dealt for one in code)])
        self._rest = SeededRandomness(b"rest")

    def draw(self, count: int) -> bytes:
        return next(self._bytes, b"") if count == 1 else self._rest.draw(count)


def main(data: Path, dealing: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "hustings_site.config.settings"
    os.environ["HUSTINGS_DATA"] = str(data)
    os.environ["HUSTINGS_DEMONSTRATION"] = "1"
    os.environ["HUSTINGS_SECRET_KEY"] = "a key for tests"
    os.environ["HUSTINGS_RECEIPT_KEY"] = "11" * 32
    import django

    django.setup()
    from django.conf import settings

    settings.BOOTH_TEMPLATE = Path(__file__).parent / "site" / "booth" / "template.html"
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # what leaves the server is not on it
    from hustings_site.journal import clock

    with clock.standing_at(NOON):
        play(dealing.removesuffix("leak"), leak=dealing.endswith("leak"))


def play(dealing: str, *, leak: bool) -> None:
    from polled import polled

    from hustings_site.booth import casting
    from hustings_site.booth import services as booth
    from hustings_site.booth.boards import election_of
    from hustings_site.elections import secrecy, tallying
    from hustings_site.elections.codes import sending
    from hustings_site.elections.codes.book_file import open_book
    from hustings_site.elections.enums import ContestState
    from hustings_site.elections.keys import services as keys
    from hustings_site.elections.models import Contest
    from hustings_site.elections.polling import prepare_polls
    from hustings_site.journal import clock
    from hustings_site.roll.enums import Channel

    made = polled(members=tuple(f"{number:04}" for number in range(1, VOTERS + 1)))
    election, contest = made.election, made.executive
    election.poll_closes = NOON + timedelta(days=7)
    election.save()
    keys.make_server_key(by="test", election=election, rng=SeededRandomness(b"key"))
    prepared = prepare_polls(
        by="test",
        election=election,
        contests=[contest],
        key=keys.election_key(election),
        passphrase=PASSPHRASE,
        server="http://127.0.0.1:8000",
        rng=Dealt(dealing),
    )
    booth.open_booth(by="test", booth=prepared, now=clock.now())
    contest.refresh_from_db()
    issue = made.issue
    given = secrecy.mailing(by="test", issue=issue, passphrase=PASSPHRASE)
    sending.mail(by="test", issue=issue, given=given)
    poll = made.poll(contest)
    book = open_book(secrecy.folder(), issue.booth, PASSPHRASE)
    codes = dict(mailing(book))
    in_code_order = sorted(codes[voter] for voter in sorted(codes)[:WHO_VOTE])
    abstains = made.entry(contest, max(codes))
    secrecy.reissue(by="test", issue=issue, entry=abstains, passphrase=PASSPHRASE, rng=SeededRandomness(b"spare"))
    if leak:
        note = codes[min(codes)][:1]
        sending.note_bounce(by="test", holder=given[0].holder, channel=Channel.EMAIL, note=note)
    rng = SeededRandomness(b"ballots")
    for number, code in enumerate(in_code_order):
        choice = [[1, 2, 3], [3, 1, 2], [0, 1, 0]][number % 3]
        casting.cast(poll=poll, body=make_ballot(election_of(poll), code, [choice], rng))
    secrecy.mark_register(by="test", issue=issue, passphrase=PASSPHRASE, why="to remind")
    booth.close_poll(by="test", poll=poll)
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.CLOSED)
    contest.refresh_from_db()
    secrecy.mark_register(by="test", issue=issue, passphrase=PASSPHRASE, why="at the close")
    secrecy.publish_spares(by="test", issue=issue, passphrase=PASSPHRASE)
    secrecy.erase_book(by="test", issue=issue)
    tallying.begin(by="test", contest=contest)
    report = tallying.open_by_server(by="test", contest=contest, rng=SeededRandomness(b"shuffle"))
    assert report.failures == ()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
