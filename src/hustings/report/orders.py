"""An order of all candidates as a record for programs and as a table for people."""

from collections.abc import Iterator

from hustings.analysis.order import Clearness, Order

PATHS = "strongest paths (Schulze 2011, margins)"
MARKS = "marks added up"


def method_of(order: Order) -> str:
    """What the order was made by, in a few words."""
    return MARKS if order.preferred is None else PATHS


def order_record(order: Order) -> dict[str, object]:
    """As plain JSON values; candidates by name, votes and papers as integers. docs/orders.md names the fields."""
    return {
        "method": method_of(order),
        "turnout": [
            {
                "body": each.body,
                "valid": each.valid,
                "invalid": each.invalid,
                "blank": each.blank,
                "votes_a_paper": each.votes,
            }
            for each in order.turnout
        ],
        "order": [order.candidates[c] for c in order.places],
        "votes": None if order.votes is None else {order.candidates[c]: order.votes[c] for c in order.places},
        "preferred": None
        if order.preferred is None
        else {
            order.candidates[a]: {order.candidates[b]: order.preferred[a][b] for b in order.places if b != a}
            for a in order.places
        },
        "clearness": [_pair(order, pair) for pair in order.clearness],
    }


def order_lines(order: Order) -> Iterator[str]:
    """A line for each place, and below it what would swap it with the next."""
    yield f"By {method_of(order)}"
    for each in order.turnout:
        papers = f"{each.valid} valid papers of {each.votes} votes each, {each.invalid} invalid, {each.blank} blank"
        yield f"{each.body}: {papers}"
    yield ""
    for place, candidate in enumerate(order.places, start=1):
        yield f"{place:>4}  {order.candidates[candidate]}"
        if place <= len(order.clearness):
            yield f"      {_said(order, order.clearness[place - 1])}"


def _said(order: Order, pair: Clearness) -> str:
    below, papers = order.candidates[pair.below], order.papers_needed(pair)
    told = ", or ".join(f"{number} of {body}" for body, number in papers.items())
    level = " (level: the lot decided)" if pair.level else ""
    compared = f"{pair.prefer_above} votes to {pair.prefer_below}{level}"
    return f"{compared}; {below} is before with {pair.needed} more votes for {below} alone (papers: {told})"


def _pair(order: Order, pair: Clearness) -> dict[str, object]:
    return {
        "above": order.candidates[pair.above],
        "below": order.candidates[pair.below],
        "prefer_above": pair.prefer_above,
        "prefer_below": pair.prefer_below,
        "votes_needed": pair.needed,
        "papers_needed": order.papers_needed(pair),
        "level": pair.level,
    }
