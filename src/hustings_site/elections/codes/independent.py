"""What an independent code office is given, so that it can draw the codes on a machine of its own.

The identifiers of the boards follow from the terms in force, so that the office can draw with them before any board
stands. The office gets the rolls and the addresses; the server gets the public halves, and never the book.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Sequence

from django.db import transaction

from hustings.belenios.v1.credentials import BASE58
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.preparing import contests_to_prepare
from hustings_site.journal.services import record
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import RollEntry

_MAY_VOTE = (EntryStanding.ENTITLED, EntryStanding.ADDED)


def boards_to_draw_for(election: Election) -> dict[str, Contest]:
    """The contests on their way to a poll by the identifier that their board will have."""
    return {board_identifier(contest): contest for contest in contests_to_prepare(election)}


def board_identifier(contest: Contest) -> str:
    """14 characters in base 58, from the first terms of the election and the contest's number."""
    terms = contest.election.terms.order_by("edition").values_list("sha256", flat=True).first() or ""
    number = int.from_bytes(hashlib.sha256(f"hustings board|{terms}|{contest.pk}".encode()).digest())
    characters = []
    for _place in range(14):
        number, digit = divmod(number, 58)
        characters.append(BASE58[digit])
    return "".join(characters)


def command(election: Election) -> str:
    """What the office types, in the folder into which it has unpacked the rolls."""
    boards = " ".join(f"--board {uuid} {uuid}.csv" for uuid in boards_to_draw_for(election))
    return f"hustings credentials draw {boards} --spares {election.spares} --book book.json --public public"


def bar_commands(election: Election, entries: Sequence[RollEntry]) -> list[str]:
    """What the office types to take these electors' codes out of use: one command for each roll that they stand on."""
    contests = [contest for contest in election.contests.order_by("position") if contest.poll]
    archives = " ".join(f"--archive {contest.poll}.bel" for contest in contests)
    typed: list[str] = []
    for roll in dict.fromkeys(entry.roll_id for entry in entries):
        boards = " ".join(f"--on {contest.poll}" for contest in contests if contest.roll_id == roll)
        numbers = " ".join(entry.number for entry in entries if entry.roll_id == roll)
        typed.append(
            f"hustings credentials bar book.json {numbers} {archives} {boards} --refused refused-{len(typed) + 1}.json"
        )
    return typed


@transaction.atomic
def rolls_for_the_office(*, by: str, election: Election) -> bytes:
    """A zip of UUID.csv for each board, "number" or "number,weight" a line, and people.csv with the addresses."""
    packed = io.BytesIO()
    people: dict[str, RollEntry] = {}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for uuid, contest in boards_to_draw_for(election).items():
            rows = RollEntry.objects.filter(roll=contest.roll, standing__in=_MAY_VOTE).order_by("number")
            electors = list(rows.select_related("branch"))
            people |= {entry.number: entry for entry in electors if entry.number not in people}
            lines = [entry.number if entry.weight == 1 else f"{entry.number},{entry.weight}" for entry in electors]
            files.writestr(f"{uuid}.csv", "".join(f"{line}\n" for line in lines))
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(["number", "name", "branch", "channel", "email", "address"])
        for number in sorted(people):
            entry = people[number]
            table.writerow([number, entry.name, entry.branch.name, entry.channel, entry.email, entry.address])
        files.writestr("people.csv", text.getvalue())
    record(by=by, act="elections.give_rolls_to_office", subject=election.scope, details={"electors": len(people)})
    return packed.getvalue()
