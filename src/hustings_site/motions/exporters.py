"""Who passed what, as a table and as programs read it. Words that programs read are the same in every language."""

from collections.abc import Iterator, Sequence

from hustings_site.motions.models import CardVote, DelegationList, Ruling
from hustings_site.motions.selectors.table import Row, has_fallen, is_taken_back
from hustings_site.motions.services.cards import newest

COLUMNS = (
    "motion",
    "title",
    "branch",
    "state",
    "passed_on",
    "meeting",
    "for",
    "against",
    "abstained",
    "certified_by",
    "ruling",
)
CARD_COLUMNS = ("delegation", "votes", "vote")


def table_rows(rows: Sequence[Row]) -> Iterator[tuple[object, ...]]:
    """A line for each motion and branch; branches that recorded nothing have one too, so that nobody is left out."""
    for row in rows:
        for cell in row.cells:
            passing = cell.passing
            ruling = cell.ruling or row.ruling
            said = (
                (
                    passing.passed_on,
                    passing.meeting,
                    passing.votes_for,
                    passing.against,
                    passing.abstained,
                    passing.certified_by,
                )
                if passing
                else (None,) * 6
            )
            kind = ruling.kind if ruling and passing else None
            yield (row.motion.pk, row.motion.title, cell.branch.code, cell.state.value, *said, kind)


def as_data(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Every motion with its entries, rulings, findings and responses, as the API gives them."""
    return [_motion(row) for row in rows]


def card_rows(vote: CardVote) -> Iterator[tuple[object, ...]]:
    """A line for each delegation of a recorded card vote."""
    cards = newest(vote)
    for each in vote.delegations.delegations.all():
        card = cards.get(each.pk)
        yield each.name, each.votes, card.shown if card else None


def list_data(listed: DelegationList) -> dict[str, object]:
    """A list of delegations as published."""
    return {
        "id": listed.pk,
        "title": listed.title,
        "source": listed.source,
        "sha256": listed.sha256,
        "published_at": listed.recorded_at,
        "delegations": [{"name": each.name, "votes": each.votes} for each in listed.delegations.all()],
    }


def _motion(row: Row) -> dict[str, object]:
    texts = (row.motion, *row.alike)
    return {
        "id": row.motion.pk,
        "title": row.motion.title,
        "text": row.motion.text,
        "branches": row.branches,
        "ruling": row.ruling.kind if row.ruling else None,
        "alike": [{"id": each.pk, "title": each.title, "text": each.text} for each in row.alike],
        "likenesses": [
            {"motion": each.motion_id, "same_as": each.same_as_id, "author": each.author, "reason": each.reason}
            for each in row.likenesses
        ],
        "passed": [
            {
                "branch": cell.branch.code,
                "motion": passing.motion_id,
                "passed_on": passing.passed_on,
                "meeting": passing.meeting,
                "for": passing.votes_for,
                "against": passing.against,
                "abstained": passing.abstained,
                "certified_by": passing.certified_by,
                "taken_back": is_taken_back(passing),
            }
            for cell in row.cells
            for passing in cell.passings
        ],
        "rulings": [_ruling(each) for motion in texts for each in motion.rulings.all()],
        "responses": [
            {
                "committee": each.committee.slug,
                "decision": each.decision_id,
                "text": each.text,
                "on": each.on,
            }
            for motion in texts
            for each in motion.responses.all()
        ],
    }


def _ruling(ruling: Ruling) -> dict[str, object]:
    return {
        "kind": ruling.kind,
        "branch": ruling.passing.branch.code if ruling.passing else None,
        "to": ruling.to,
        "author": ruling.author,
        "text": ruling.text,
        "on": ruling.on,
        "fallen": has_fallen(ruling),
        "challenges": [
            {
                "author": each.author,
                "text": each.text,
                "on": each.on,
                "upheld": each.answer.upheld if hasattr(each, "answer") else None,
                "answer": each.answer.text if hasattr(each, "answer") else None,
            }
            for each in ruling.challenges.all()
        ],
    }
