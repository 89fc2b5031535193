"""Whom a question is about: whether they were elected, and with which account they reply.

This room knows candidates and results. A room above it that knows more, such as who was seated from a pool or with
which account a representative signs in, registers that here as it starts.
"""

from collections.abc import Callable, Iterable

from hustings_site.accounts.models import User
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate
from hustings_site.results.selectors import results_in_force

Seated = Callable[[Candidate], bool]
Accounts = Callable[[Candidate], Iterable[User]]

_SEATED: list[Seated] = []
_ACCOUNTS: list[Accounts] = []


def register(seated: Seated, accounts: Accounts) -> None:
    """Let a room say of a candidate whether they hold or held a seat, and with which accounts they sign in."""
    _SEATED.append(seated)
    _ACCOUNTS.append(accounts)


def was_elected(candidate: Candidate) -> bool:
    """Whether somebody came to the post: elected by a result in force, or seated otherwise."""
    if candidate.standing == Standing.ELECTED:
        return True
    results = results_in_force().filter(contest=candidate.contest_id, elected__candidate=candidate)
    return results.exists() or any(seated(candidate) for seated in _SEATED)


def accounts_of(candidate: Candidate) -> list[User]:
    """The accounts with which they reply: of the member who stood, and what other rooms know."""
    member = candidate.member
    found = [member.user] if member is not None and member.user is not None else []
    found += [user for accounts in _ACCOUNTS for user in accounts(candidate)]
    return [user for user in dict.fromkeys(found) if user.is_active]


def addresses_of(candidate: Candidate) -> list[str]:
    """Where they are written to, each address once."""
    found = {user.email for user in accounts_of(candidate)}
    if candidate.member is not None:
        found.add(candidate.member.email)
    return sorted(found - {""})
