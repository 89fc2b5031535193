"""The wall between people and ballots, and its only door. An auditor who reads this file has read all of it.

On one side is the roll: who may vote (`roll`). On the other is the booth: public credentials and encrypted ballots
(`booth`), which names nobody. What joins them is the *book*: whose each code is, in a sealed file that only the
passphrase of the code office opens (`codes/book_file.py`). Every function below that opens it says in the journal
that it was opened, and why. None of them writes a code or a public credential into a row, a log or a task; what they
hand out goes to the sender (`codes/sending.py`) in memory and is forgotten.

    draw_codes          draws the codes, before the poll opens; nothing is written yet
    issue_credentials   seals the book of what was drawn, and gives the public half of each board
    receive_credentials the public halves of codes that an independent office drew, whose book never comes here
    take_refused        what that office withdrew
    mailing             the codes, to be sent
    reissue             a spare in place of a lost code, or for a late elector; the same code where it has voted
    take_out            for a member who asks for paper
    bar_codes           for electors who were struck from a roll, or whose vote is held apart
    bar_listed          the same, as an independent office lists their credentials
    mark_register       who has voted in which contest, never which ballot
    receive_register    who has voted, as an independent office says, and after the close its spares
    publish_spares      after the close, which credentials were held in reserve
    erase_book          once the ballot account balances, before anything is decrypted

No code is drawn, no ballot read and no mark set anywhere else. `tests/site/elections/test_secrecy.py` shows that once
the book is erased, nothing outside the booth tells who cast which ballot.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings.belenios.v1 import authority
from hustings.belenios.v1.authority import Book
from hustings.belenios.v1.credentials import read_credentials
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.randomness import Randomness, SystemRandomness
from hustings_site.booth import selectors as booth_reads
from hustings_site.booth import services as booth
from hustings_site.booth.enums import PollState, WhyRefused
from hustings_site.booth.models import Poll
from hustings_site.elections.codes import book_file
from hustings_site.elections.codes.enums import WhySpare
from hustings_site.elections.codes.models import CodeBarred, CodeHolder, Issue, Mark, SpareGiven
from hustings_site.elections.codes.selectors import may_vote
from hustings_site.elections.models import Contest, Election
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import Branch, RollEntry

_MAY_VOTE = (EntryStanding.ENTITLED, EntryStanding.ADDED)
_TAKING = (PollState.PREPARED, PollState.OPEN, PollState.PAUSED)
_OPEN_SYSTEM = SystemRandomness()


@dataclass(frozen=True, slots=True)
class Given:
    """A code for one elector, on its way to the sender; `fresh`: a spare, in place of any code before."""

    holder: CodeHolder
    code: str
    fresh: bool

    def __repr__(self) -> str:
        """Without the code, which never reaches a log."""
        return f"Given({self.holder})"


def draw_codes(
    *,
    polls: Mapping[str, Contest],
    spares: int,
    rng: Randomness = _OPEN_SYSTEM,
    told: Callable[[int], object] = lambda _drawn: None,
) -> Book:
    """One code for each elector of these contests, and spares; `told` hears how many are drawn. In memory alone.

    `polls` maps the identifier that each poll will have to its contest. Raises ValidationError where a roll is missing.
    """
    rolls = {uuid: [(entry.number, entry.weight) for entry in _electors(each)] for uuid, each in polls.items()}
    return authority.draw(ED25519, rolls, spares, rng, told)


@transaction.atomic
def issue_credentials(
    *,
    by: str,
    election: Election,
    booth_uuid: str,
    polls: Mapping[str, Contest],
    book: Book,
    passphrase: str,
) -> dict[str, bytes]:
    """Seal the book of what `draw_codes` drew with the passphrase; the public half for each poll to be prepared.

    Raises ValidationError where a roll was changed since, or the passphrase is too short.
    """
    entries = {uuid: _electors(contest) for uuid, contest in polls.items()}
    for uuid, found in entries.items():
        drawn = [(each.voter, key.weight) for each in book.holders if each.voter and (key := each.key(uuid))]
        if sorted(drawn) != sorted((entry.number, entry.weight) for entry in found):
            changed = {"contest": polls[uuid]}
            raise ValidationError(_("%(contest)s: its roll was changed meanwhile. Begin again.") % changed)
    spares = len(book.spares)
    first_entry = {entry.number: entry for found in reversed(entries.values()) for entry in found}
    issue = Issue.objects.create(
        election=election,
        booth=booth_uuid,
        issued_at=clock.now(),
        voters=len(first_entry),
        spares=spares,
        sealed=True,
    )
    CodeHolder.objects.bulk_create(
        CodeHolder(issue=issue, entry=first_entry[number], number=number) for number in sorted(first_entry)
    )
    record(
        by=by,
        act="elections.issue_credentials",
        subject=issue.scope,
        details={"election": election.scope, "voters": issue.voters, "spares": spares},
    )
    try:
        book_file.seal(folder(), booth_uuid, passphrase, book)
    except book_file.WrongPassphrase as error:
        raise ValidationError(str(error)) from None
    return {uuid: authority.public_half(book, uuid) for uuid in polls}


@transaction.atomic
def receive_credentials(
    *,
    by: str,
    election: Election,
    booth_uuid: str,
    polls: Mapping[str, Contest],
    halves: Mapping[str, bytes],
    spares: int,
) -> Issue:
    """Note the codes that an independent office drew: on each board as many as electors and spares, of their weights.

    Whose each is, the server never learns. Raises ValidationError where a half does not fit its roll.
    """
    numbers: dict[str, RollEntry] = {}
    for uuid, contest in polls.items():
        electors = _electors(contest)
        numbers |= {entry.number: entry for entry in electors if entry.number not in numbers}
        try:
            listed = Counter(credential.weight for credential in read_credentials(halves[uuid]))
        except (ValueError, KeyError) as error:
            raise ValidationError(
                _("%(contest)s: this is no list of codes: %(error)s.") % {"contest": contest, "error": error}
            ) from None
        wanted = Counter(entry.weight for entry in electors) + Counter({1: spares})
        if listed != wanted:
            raise ValidationError(
                _(
                    "%(contest)s: the list has %(listed)d codes; %(electors)d electors and %(spares)d spares need "
                    "%(wanted)d, with the weights of the roll."
                )
                % {
                    "contest": contest,
                    "listed": listed.total(),
                    "electors": len(electors),
                    "spares": spares,
                    "wanted": wanted.total(),
                }
            )
    issue = Issue.objects.create(
        election=election,
        booth=booth_uuid,
        issued_at=clock.now(),
        voters=len(numbers),
        spares=spares,
        sealed=False,
    )
    CodeHolder.objects.bulk_create(
        CodeHolder(issue=issue, entry=numbers[number], number=number) for number in sorted(numbers)
    )
    record(
        by=by,
        act="elections.receive_credentials",
        subject=issue.scope,
        details={"election": election.scope, "voters": issue.voters, "spares": spares},
    )
    return issue


@transaction.atomic
def take_refused(*, by: str, issue: Issue, listed: Sequence[str], given: Sequence[tuple[Branch, WhySpare]]) -> int:
    """Refuse from now on what an independent office withdrew, and log the spares it gave; how many are refused.

    Nothing is done, and ValidationError raised, where one of them stands on no board or has voted.
    """
    issue = _locked(issue)
    if issue.sealed:
        raise ValidationError(_("The book of these codes is here: give a code again on the elector’s page."))
    found = 0
    for poll in Poll.objects.filter(booth__uuid=issue.booth):
        for public in sorted(booth_reads.on_the_list(poll=poll, credentials=listed)):
            if not booth.refuse_credential(poll=poll, public=public, why=WhyRefused.REPLACED):
                raise ValidationError(_("A code on this list has voted: it is not withdrawn. Nothing was done."))
            found += 1
    if found != len(set(listed)):
        raise ValidationError(_("A line of this list is no code of this election. Nothing was done."))
    first = issue.spares_given.count() + 1
    SpareGiven.objects.bulk_create(
        SpareGiven(issue=issue, number=number, branch=branch, why=why, at=clock.now())
        for number, (branch, why) in enumerate(given, start=first)
    )
    record(by=by, act="elections.take_refused", subject=issue.scope, details={"refused": found, "spares": len(given)})
    return found


def mailing(*, by: str, issue: Issue, passphrase: str) -> list[Given]:
    """The code of everybody who may vote in some contest now, in roll order, to be sent and forgotten."""
    book = _open(by, issue, passphrase, "to send the codes")
    codes = dict(authority.mailing(book))
    holders = CodeHolder.objects.filter(may_vote(issue), issue=issue).select_related("entry__branch").order_by("number")
    return [Given(holder, codes[holder.number], fresh=False) for holder in holders if holder.number in codes]


@transaction.atomic
def reissue(*, by: str, issue: Issue, entry: RollEntry, passphrase: str, rng: Randomness = _OPEN_SYSTEM) -> Given:
    """A code for an elector whose code did not come, or who was added late.

    A spare, and from now on the booth refuses the code before; where that one has a ballot on any board no spare is
    given, and the same code is handed out again. The answer to the elector is the same either way.
    Raises ValidationError where no spare is left or the elector's vote has a weight.
    """
    issue = _locked(issue)
    book = _open(by, issue, passphrase, "to give a code again")
    holder = CodeHolder.objects.filter(issue=issue, number=entry.number).select_related("entry__branch").first()
    held = authority.holder_of(book, entry.number)
    boards = _boards_of(issue, entry)
    if not boards:
        raise ValidationError(_("Number %(number)s has no vote in this election now.") % {"number": entry.number})
    back = CodeBarred.objects.filter(issue=issue, entry__number=entry.number, entry__standing__in=_MAY_VOTE)
    back.update(lifted=True)
    if held is not None and _has_voted(held):
        assert holder is not None, "who is in the book holds a code"
        return Given(holder, held.code or "", fresh=False)
    why = WhySpare.REISSUED if holder else WhySpare.LATE
    try:
        changed = authority.reissue(book, entry.number, [], rng, boards)
    except authority.AuthorityError as error:
        raise ValidationError(_("No other code can be given: %(why)s.") % {"why": error}) from None
    if held is not None and not _refuse(held, WhyRefused.REPLACED):
        assert holder is not None, "who is in the book holds a code"
        return Given(holder, held.code or "", fresh=False)  # a ballot came in this very moment
    given = authority.holder_of(changed, entry.number)
    assert given is not None, "a spare was just given"
    for key in given.keys:
        if key.use is authority.Use.NOT_ENTITLED:
            booth.refuse_credential(poll=_poll(key.board), public=key.public, why=WhyRefused.REPLACED)
    if holder is None:
        holder = CodeHolder.objects.create(issue=issue, entry=entry, number=entry.number)
    SpareGiven.objects.create(
        issue=issue, number=issue.spares_given.count() + 1, branch=entry.branch, why=why, at=clock.now()
    )
    record(by=by, act="elections.give_spare", subject=issue.scope, details={"why": why, "branch": entry.branch.name})
    book_file.replace_book(folder(), issue.booth, changed)
    return Given(holder, given.code or "", fresh=True)


@transaction.atomic
def take_out(*, by: str, issue: Issue, holder: CodeHolder, passphrase: str) -> bool:
    """Take a code out of use for a member who asks for paper. False: it has voted, and paper is not given."""
    issue = _locked(issue)
    book = _open(by, issue, passphrase, "to take a code out of use for paper")
    held = authority.holder_of(book, holder.number)
    if held is None:
        return True
    if _has_voted(held) or not _refuse(held, WhyRefused.PAPER):
        return False
    record(by=by, act="elections.take_out_code", subject=issue.scope)
    book_file.replace_book(folder(), issue.booth, authority.take_out(book, holder.number, []))
    return True


@transaction.atomic
def bar_codes(*, by: str, issue: Issue, entries: Sequence[RollEntry], passphrase: str) -> None:
    """Take codes out of use on the boards of these entries' rolls: struck, or held apart until a ruling.

    A code opens the other contests of its holder as before. One that has voted stays as it is on that board: its ballot
    counts, as nothing is taken off a board, and a refusal would mark it for good as the ballot of somebody struck.
    """
    issue = _locked(issue)
    book = _open(by, issue, passphrase, "to take codes out of use of electors struck or held apart")
    boards: dict[int, list[str]] = {}
    for contest in _contests(issue):
        if contest.roll_id and contest.poll:
            boards.setdefault(contest.roll_id, []).append(contest.poll)
    for entry in entries:
        held, on = authority.holder_of(book, entry.number), boards.get(entry.roll_id, [])
        keys = [key for key in held.keys if key.board in on and key.use is authority.Use.GOOD] if held else []
        voted = [
            key.public
            for key in keys
            if not booth.refuse_credential(poll=_poll(key.board), public=key.public, why=WhyRefused.STRUCK)
        ]
        book = authority.bar(book, entry.number, on, voted)[0]
    record(by=by, act="elections.bar_codes", subject=issue.scope, details={"codes": len(entries)})
    book_file.replace_book(folder(), issue.booth, book)


@transaction.atomic
def bar_listed(*, by: str, issue: Issue, entries: Sequence[RollEntry], listed: Sequence[str]) -> None:
    """The same where an independent office keeps the book: it lists the codes of these entries that have not voted.

    Nothing is done, and ValidationError raised, where one has voted or more are listed of a board than entries.
    """
    issue = _locked(issue)
    if issue.sealed:
        raise ValidationError(_("The book of these codes is here: take them out of use with its passphrase."))
    wanted, found = set(listed), 0
    for contest in _contests(issue):
        poll = _poll(contest.poll or "")
        there = sorted(booth_reads.on_the_list(poll=poll, credentials=wanted))
        due = sum(entry.roll_id == contest.roll_id for entry in entries)
        if len(there) > due:
            raise ValidationError(
                _("%(contest)s: %(listed)d codes are listed and %(due)d are to be taken out of use. Nothing was done.")
                % {"contest": contest, "listed": len(there), "due": due}
            )
        for public in there:
            if not booth.refuse_credential(poll=poll, public=public, why=WhyRefused.STRUCK):
                raise ValidationError(_("A code on this list has voted meanwhile: fetch the archives anew."))
        found += len(there)
    if found != len(wanted):
        raise ValidationError(_("A line of this list is no code of this election. Nothing was done."))
    record(by=by, act="elections.bar_codes", subject=issue.scope, details={"codes": len(entries)})


@transaction.atomic
def mark_register(*, by: str, issue: Issue, passphrase: str, why: str) -> int:
    """Bring the marked register up to date, whole and in roll order; how many marks it has.

    Everybody on the roll is looked at, those struck or held apart since too: a ballot that they cast before counts.
    In batches: before reminders, when paper is opened, at the close; never because one ballot was cast.
    """
    issue = _locked(issue)
    book = _open(by, issue, passphrase, why)
    marks = 0
    for contest in _contests(issue):
        assert contest.poll is not None, "a contest of a booth has its poll"
        marked = _marked(book, contest.poll)
        Mark.objects.filter(contest=contest).delete()
        everybody = RollEntry.objects.filter(roll=contest.roll).order_by("number")
        new = [Mark(contest=contest, entry=entry) for entry in everybody if entry.number in marked]
        Mark.objects.bulk_create(new, batch_size=2000)
        marks += len(new)
    issue.marked_at = clock.now()
    issue.save(update_fields=["marked_at"])
    record(by=by, act="elections.mark_register", subject=issue.scope, details={"marks": marks})
    return marks


@transaction.atomic
def receive_register(
    *, by: str, issue: Issue, voted: Mapping[str, Collection[str]], spares: Collection[str] = ()
) -> int:
    """Mark the register from an independent office's lists, of numbers by poll; how many marks it has.

    After the close `spares` publishes the office's list of spares. Raises ValidationError, and nothing is done, for a
    number that is not on the roll, more marks than ballots (after the close: another number), or a list of spares
    that has not as many of each board as were drawn.
    """
    issue = _locked(issue)
    if issue.sealed:
        raise ValidationError(_("The book of these codes is here: the register is marked with its passphrase."))
    marks = 0
    for contest in _contests(issue):
        poll, numbers = _poll(contest.poll or ""), set(voted[contest.poll or ""])
        entries = list(RollEntry.objects.filter(roll=contest.roll, number__in=numbers).order_by("number"))
        if strange := sorted(numbers - {entry.number for entry in entries}):
            raise ValidationError(
                _("%(contest)s: %(number)s is not on the roll.") % {"contest": contest, "number": strange[0]}
            )
        counted = booth_reads.code_figures(poll).counted
        if len(entries) > counted or (poll.state not in _TAKING and len(entries) != counted):
            raise ValidationError(
                _("%(contest)s: %(marks)d are said to have voted, and %(ballots)d codes have a ballot on the board.")
                % {"contest": contest, "marks": len(entries), "ballots": counted}
            )
        Mark.objects.filter(contest=contest).delete()
        Mark.objects.bulk_create((Mark(contest=contest, entry=entry) for entry in entries), batch_size=2000)
        marks += len(entries)
        if spares and poll.spares is None:
            _publish_spares_of_office(by, issue, poll, spares)
    issue.marked_at = clock.now()
    issue.save(update_fields=["marked_at"])
    record(by=by, act="elections.receive_register", subject=issue.scope, details={"marks": marks})
    return marks


@transaction.atomic
def publish_spares(*, by: str, issue: Issue, passphrase: str) -> None:
    """After the close, publish which credentials were held in reserve on each board."""
    book = _open(by, issue, passphrase, "to publish the list of spares")
    for uuid in book.boards:
        booth.publish_spares(by=by, poll=_poll(uuid), spares=authority.spare_credentials(book, uuid))


@transaction.atomic
def erase_book(*, by: str, issue: Issue) -> None:
    """Erase book and key; from now on nobody can join people and ballots. Undone by nothing.

    The ballot account balances first, and nothing is decrypted before: `elections/polling` sees to both.
    """
    issue = _locked(issue)
    if issue.erased_at is not None:
        return
    issue.erased_at = clock.now()
    issue.save(update_fields=["erased_at"])
    record(by=by, act="elections.erase_book", subject=issue.scope)
    book_file.erase_book(folder(), issue.booth)


def _open(by: str, issue: Issue, passphrase: str, why: str) -> Book:
    """The book, its opening in the journal. Raises ValidationError where it cannot be opened."""
    try:
        book = book_file.open_book(folder(), issue.booth, passphrase)
    except book_file.NoBook:
        raise ValidationError(_("The book is not here: it was erased, or an independent code office has it.")) from None
    except book_file.WrongPassphrase:
        raise ValidationError(_("This is not the passphrase of the book.")) from None
    record(by=by, act="elections.open_book", subject=issue.scope, details={"why": why})
    return book


def _marked(book: Book, poll: str) -> set[str]:
    """Numbers of those who have voted on a board. Raises ValidationError for a ballot that should have been refused."""
    publics = [key.public for holder in book.holders if (key := holder.key(poll))]
    voted = booth_reads.has_ballot(poll=_poll(poll), credentials=publics)
    try:
        return {number for number, has in authority.mark(book, poll, voted) if has}
    except authority.AuthorityError as error:
        raise ValidationError(_("The board and the book disagree: %(error)s.") % {"error": error}) from None


def _publish_spares_of_office(by: str, issue: Issue, poll: Poll, spares: Collection[str]) -> None:
    there = booth_reads.on_the_list(poll=poll, credentials=spares)
    if len(there) != issue.spares:
        raise ValidationError(
            _("%(post)s: %(listed)d spares are listed and %(drawn)d were drawn.")
            % {"post": poll.title, "listed": len(there), "drawn": issue.spares}
        )
    try:
        booth.publish_spares(by=by, poll=poll, spares=there)
    except booth.NotAllowed as refusal:
        raise ValidationError(str(refusal)) from None


def _has_voted(held: authority.Holder) -> bool:
    return any(booth_reads.has_ballot(poll=_poll(key.board), credentials=[key.public]) for key in held.keys)


def _refuse(held: authority.Holder, why: WhyRefused) -> bool:
    """Take every credential of a code out of use. False, and nothing is changed, where one has voted."""
    with transaction.atomic():
        for key in held.keys:
            if not booth.refuse_credential(poll=_poll(key.board), public=key.public, why=why):
                transaction.set_rollback(True)
                return False
    return True


def _electors(contest: Contest) -> Sequence[RollEntry]:
    """Who may vote in a contest, in roll order."""
    if contest.roll is None:
        raise ValidationError(_("%(contest)s: freeze its roll first.") % {"contest": contest})
    entries = RollEntry.objects.filter(roll=contest.roll, standing__in=_MAY_VOTE).select_related("branch")
    return list(entries.order_by("number"))


def _boards_of(issue: Issue, entry: RollEntry) -> list[str]:
    """The boards on which an elector may vote, by number on each contest's roll."""
    return [
        contest.poll
        for contest in _contests(issue)
        if contest.poll
        and RollEntry.objects.filter(roll=contest.roll, number=entry.number, standing__in=_MAY_VOTE).exists()
    ]


def _contests(issue: Issue) -> list[Contest]:
    """The contests of the booth that the codes are for."""
    polls = Poll.objects.filter(booth__uuid=issue.booth).values_list("uuid", flat=True)
    return list(Contest.objects.filter(poll__in=list(polls)).select_related("roll").order_by("position"))


def _locked(issue: Issue) -> Issue:
    return Issue.objects.select_for_update().get(pk=issue.pk)


def _poll(uuid: str) -> Poll:
    return Poll.objects.get(uuid=uuid)


def folder() -> Path:
    """Where the books are."""
    return Path(settings.DATA) / "books"
