"""Acts 6 and 7: the poll and count night. Three people make the key, two of them open the ballots; all of it is real.

Each key holder's private files stand in a folder of their own below the data, as on a machine of their own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.ballots.paper import RankingMarks
from hustings.belenios.v1 import pedersen
from hustings.belenios.v1.credentials import draw_code
from hustings.belenios.v1.decryption import decrypt_tally, write_decryption
from hustings.belenios.v1.encoding import Json, read, write
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.pki import draw_seed
from hustings.belenios.v1.private_files import read_private, write_private
from hustings.belenios.v1.shuffle import shuffle_tally, write_shuffle
from hustings.belenios.v1.steps import Refused
from hustings.belenios.v1.trustees import read_certificate
from hustings.belenios.v1.workers import Workers
from hustings_site.accounts.enums import Office
from hustings_site.booth import casting, selectors
from hustings_site.booth.boards import archive, election_of
from hustings_site.booth.models import Poll
from hustings_site.demonstration import cast
from hustings_site.demonstration.act_4 import ELMWICK, EXECUTIVE, SECRETARY, YOUTH
from hustings_site.demonstration.stage import Stage
from hustings_site.demonstration.voters import make_run, rng
from hustings_site.elections import secrecy, tallying
from hustings_site.elections.approved_acts import propose_declaration
from hustings_site.elections.boards import poll_of
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.keys import services as keys
from hustings_site.elections.keys.models import KeyHolder
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.opening import closing, running
from hustings_site.elections.opening.enums import OpeningState
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.journal.schedule import do_what_is_due
from hustings_site.results import lanternmakers

PASSPHRASE = "seven lamps in a row"  # noqa: S105 - it is on the story page
KEY_HOLDERS = ("Pia Flint", "Quin Spill", "Rex Taper")
COME = (1, 3)
"""Numbers of the two key holders who come on count night."""

REISSUED = 31
VOTED, ON_PAPER, AT_KIOSK = 1086, 142, 23
"""For the executive: in all; on paper; on screen with a code that was handed over at the kiosk."""


def make_key(stage: Stage, election: Election) -> None:
    """Three people make a key of which any two can open the ballots."""
    people = [(name, None) for name in KEY_HOLDERS]
    made = keys.begin_ceremony(by=stage.officer, election=election, holders=people, threshold=2)
    holders = list(made.holders.all())
    for holder in holders:
        seed = draw_seed(rng(f"seed {holder.index}"))
        own = folder_of(holder)
        own.mkdir(parents=True, mode=0o700)
        write_private(own / "seed.key", seed + "\n")
        certificate = pedersen.certify(ED25519, seed, len(holders), 2, holder.index, rng(f"certify {holder.index}"))
        keys.hand_in(by=stage.officer, holder=holder, body=write(certificate.signed.to_json()))
    certificates = [read_certificate(ED25519, read(h.certify.encode())) for h in made.holders.all()]
    for holder in holders:
        dealing = pedersen.deal(ED25519, seed_of(holder), certificates, 2, rng(f"deal {holder.index}"))
        keys.hand_in(by=stage.officer, holder=holder, body=write(dealing.to_json()))
    for holder in holders:
        received = pedersen.read_input(ED25519, read(keys.dealt_to(holder).strip()), len(holders))
        output = pedersen.accept(ED25519, seed_of(holder), certificates, 2, received, rng(f"accept {holder.index}"))
        keys.hand_in(by=stage.officer, holder=holder, body=write(output.to_json(ED25519)))


def folder_of(holder: KeyHolder) -> Path:
    """Where a key holder keeps private files: in life a machine of their own."""
    return Path(settings.DATA) / "key-holders" / f"{holder.keys.election.slug}-{holder.index}"


def seed_of(holder: KeyHolder) -> str:
    """A key holder's secret."""
    return read_private(folder_of(holder) / "seed.key").strip()


@dataclass(frozen=True, slots=True)
class Voters:
    """Membership numbers of those who vote in a contest, each with the paper that they make: on screen, or on paper."""

    on_screen: dict[str, "Paper"]
    on_paper: dict[str, "Paper"]


def voters_of(contest: Contest) -> Voters:
    """Who votes how; the same person votes in one way in every contest."""
    papers = {EXECUTIVE: _executive, SECRETARY: _secretary, YOUTH: _youth, ELMWICK: _elmwick}[contest.title]()
    by_post = set(paper_voters(contest.election))
    early = contest.title == ELMWICK  # voided before any paper was printed
    made = dict(zip([n for n in in_drawn_order(contest) if not (early and n in by_post)], papers, strict=False))
    return Voters(
        {number: paper for number, paper in made.items() if number not in by_post},
        {number: paper for number, paper in made.items() if number in by_post},
    )


def paper_voters(election: Election) -> list[str]:
    """The 142 who vote on paper: the last of those who vote for the executive."""
    return in_drawn_order(election.contests.get(title=EXECUTIVE))[VOTED - ON_PAPER : VOTED]


def in_drawn_order(contest: Contest) -> list[str]:
    """The electors of a contest: who comes first votes first."""
    entitled = [entry.number for entry in contest.roll.entries.order_by("number")] if contest.roll else []
    return lanternmakers.Draws(f"{lanternmakers.SEED}, who votes").in_order(entitled)


def vote(
    stage: Stage, contests: Sequence[Contest], issue: Issue, workers: Workers, say: Callable[[int, int], None]
) -> int:
    """Members vote on the real boards, each ballot encrypted and proved; how many ballots."""
    by = stage.user(Office.CODE_OFFICE)
    codes = {each.holder.number: each.code for each in secrecy.mailing(by=by, issue=issue, passphrase=PASSPHRASE)}
    voting = {contest: voters_of(contest).on_screen for contest in contests}
    done, total = 0, sum(map(len, voting.values()))
    for contest, voters in voting.items():
        for _cast in cast_papers(contest, [codes[number] for number in voters], list(voters.values()), workers):
            done += 1
            if done % 50 == 0:
                say(done, total)
    return done


def cast_papers(
    contest: Contest, codes: Sequence[str], papers: Sequence["Paper"], workers: Workers
) -> Iterator[casting.Cast]:
    """Cast each paper with the code of its voter on the contest's board, one after the other."""
    poll = poll_of(contest)
    assert poll is not None, "the poll was prepared"
    names = [candidate.printed_name for candidate in contest.candidates.on_the_paper()]
    for body in _bodies(poll, codes, [_choice(names, paper) for paper in papers], workers):
        yield casting.cast(poll=poll, body=body)


def stuff(contest: Contest) -> None:
    """Somebody tries to slip in a ballot with a code that was never given out: the board refuses it."""
    poll = poll_of(contest)
    assert poll is not None, "the poll was prepared"
    names = [candidate.printed_name for candidate in contest.candidates.on_the_paper()]
    (body,) = make_run(
        election_of(poll).body, [draw_code(rng("stuffing"))], [_choice(names, [[names[0]]])], "a stuffed ballot"
    )
    try:
        casting.cast(poll=poll, body=body)
    except Refused:
        return
    msg = "a ballot of nobody's was taken"
    raise AssertionError(msg)


def _bodies(poll: Poll, codes: Sequence[str], choices: Sequence[Json], workers: Workers) -> Iterator[bytes]:
    election = election_of(poll)
    runs = [
        (election.body, codes[at : at + 32], choices[at : at + 32], f"{poll.uuid} {at}")
        for at in range(0, len(choices), 32)
    ]
    for run in workers.each(make_run, runs):
        yield from run


def _choice(names: Sequence[str], paper: Sequence[Sequence[str]]) -> Json:
    preference = {name: place for place, level in enumerate(paper, start=1) for name in level}
    choice: list[Json] = [preference.get(name, 0) for name in names]
    return choice


Paper = list[list[str]]
"""Names, best first; more than one at a place where a paper is marked so."""


def _executive() -> list[Paper]:
    """The 1,086 papers of the executive, in a drawn order."""
    profile = read_papers(PaperFile(lanternmakers.FILE_NAME, lanternmakers.ballot_file()))
    papers: list[Paper] = []
    for paper in profile.each():
        assert isinstance(paper.marks, RankingMarks), "they are rankings"
        levels = [[profile.candidates[c] for c in level] for level in paper.marks.levels]
        papers += [levels] * paper.papers
    return _shuffled("executive", papers)


def _secretary() -> list[Paper]:
    """Pike 472, Rowan 331, Sedge 189, Teal 90; some voters give no second preference, on purpose."""
    pike, rowan, sedge, teal = cast.SECRETARY
    counts = [
        ((pike,), 300), ((pike, sedge), 172), ((rowan,), 200), ((rowan, sedge), 131),
        ((sedge,), 113), ((sedge, rowan), 50), ((sedge, pike), 26),
        ((teal,), 10), ((teal, pike), 30), ((teal, rowan), 34),
        ((teal, sedge), 8), ((teal, sedge, rowan), 5), ((teal, sedge, pike), 3), ((), 4),
    ]  # fmt: skip
    return _shuffled("secretary", [[[name] for name in names] for names, papers in counts for _ in range(papers)])


def _youth() -> list[Paper]:
    """118 papers for three, of whom one withdraws."""
    yew, wicker, vetch = cast.YOUTH
    counts = [((yew,), 49), ((wicker,), 41), ((vetch, yew), 12), ((vetch, wicker), 11), ((vetch,), 5)]
    return _shuffled("youth", [[[name] for name in names] for names, papers in counts for _ in range(papers)])


def _elmwick() -> list[Paper]:
    """The 31 who voted before the contest was voided on its second day."""
    nettle, osier = cast.ELMWICK
    return _shuffled("elmwick", [[[nettle]]] * 17 + [[[osier]]] * 14)


def _shuffled(label: str, papers: list[Paper]) -> list[Paper]:
    order = lanternmakers.Draws(f"{lanternmakers.SEED}, {label} cast").in_order([str(at) for at in range(len(papers))])
    return [papers[int(at)] for at in order]


def close(stage: Stage, election: Election, issue: Issue) -> None:
    """Week 9: the timetable closes the poll; the register is marked, the spares published."""
    by = stage.user(Office.CODE_OFFICE)
    do_what_is_due()
    closing.close_book(by=by, issue=issue, passphrase=PASSPHRASE)
    election.refresh_from_db()


def erase(stage: Stage, issue: Issue) -> None:
    """The ballot account balances by code: from now on nobody can join people and ballots."""
    stage.agree(closing.propose_erasing(by=stage.officer, issue=issue))


def open_ballots(stage: Stage, contest: Contest, workers: Workers) -> Path:
    """Count night: two of three key holders shuffle and decrypt; where the verified archive was written."""
    opening = BoardOpening.objects.create(contest=contest)
    running.work(contest.pk, stage.officer, workers)
    poll = poll_of(contest)
    assert poll is not None, "the poll was prepared"
    election = election_of(poll)
    holders = [holder for holder in contest.election.keys.holders.all() if holder.index in COME]
    for holder in holders:
        made = shuffle_tally(
            election, selectors.to_shuffle(poll), rng(f"shuffle {contest.slug} {holder.index}"), workers
        )
        body = write_shuffle(ED25519, made)
        tallying.take_shuffle(by=stage.officer, holder=holder, contest=contest, body=body, workers=workers)
    tallying.end_shuffles(by=stage.officer, contest=contest)
    for holder in holders:
        secret = pedersen.decryption_key(ED25519, seed_of(holder), keys.share_of(holder).decode().strip())
        label = rng(f"decrypt {contest.slug} {holder.index}")
        part = decrypt_tally(election, selectors.to_decrypt(poll), secret, label, workers)
        body = write_decryption(election, part)
        tallying.take_decryption(by=stage.officer, holder=holder, contest=contest, body=body, workers=workers)
    running.work(contest.pk, stage.officer, workers)
    opening.refresh_from_db()
    assert opening.state == OpeningState.VERIFIED, (opening.why_stopped, opening.failures)
    kept = Path(settings.DATA) / "archives" / f"{contest.slug}.bel"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(b"".join(archive(poll)))
    return kept


def declare(stage: Stage, contest: Contest) -> None:
    """Two officers certify the result, provisionally."""
    stage.agree(propose_declaration(by=stage.officer, contest=contest))
