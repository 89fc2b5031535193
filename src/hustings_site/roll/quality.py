"""How good a roll is: whom e-mail cannot reach safely, and who looks as if there twice. Counts, never names."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from hustings_site.roll.enums import Channel, MemberStatus, WhyPost
from hustings_site.roll.models import Member

FINDINGS: Mapping[str, object] = {
    "no_email": _("have no e-mail address: reached by post"),
    "shared_email": _("share an e-mail address with another elector: reached by post"),
    "workplace": _("have a workplace’s e-mail address: reached by post"),
    "unreachable": _("have neither an address for e-mail that can be used nor a postal address: cannot be reached"),
    "shared_address": _("live at a postal address with four or more other electors"),
    "same_name_and_postcode": _("have the name and the postcode of another elector: perhaps one person twice"),
    "died": _("are recorded as having died"),
}
"""What is looked for, in the order in which it is shown."""

MANY_AT_ONE_ADDRESS = 5


def channel_of(member: Member, shared_emails: Iterable[str]) -> tuple[Channel, str]:
    """How a member is reached, and if by post, why. E-mail is for an address that is one elector's own alone."""
    if not member.email:
        return Channel.POST, WhyPost.NO_EMAIL
    if member.email in shared_emails:
        return Channel.POST, WhyPost.SHARED_EMAIL
    if not member.email_is_personal:
        return Channel.POST, WhyPost.WORKPLACE
    return Channel.EMAIL, ""


class Inspection:
    """Counts, member by member, what is to be looked at before anything is sent."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter(dict.fromkeys(FINDINGS, 0))
        self._addresses: Counter[str] = Counter()
        self._people: Counter[str] = Counter()

    def see(self, member: Member, why_post: str) -> None:
        """Take one elector into account."""
        if why_post:
            self.found[why_post] += 1
            self.found["unreachable"] += not member.address.strip()
        self.found["died"] += member.status == MemberStatus.DIED
        if address := _folded(member.address + member.postcode):
            self._addresses[address] += 1
        if postcode := _folded(member.postcode):
            self._people[_folded(member.name) + "/" + postcode] += 1

    def report(self) -> dict[str, int]:
        """{finding: how many electors}, in the order of FINDINGS."""
        self.found["shared_address"] = sum(n for n in self._addresses.values() if n >= MANY_AT_ONE_ADDRESS)
        self.found["same_name_and_postcode"] = sum(n for n in self._people.values() if n > 1)
        return {finding: self.found[finding] for finding in FINDINGS}


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
