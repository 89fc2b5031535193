"""Letters with voting codes, ready to print. They are made in memory, handed over once, and kept nowhere."""

import io
from collections.abc import Sequence

import segno
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings.belenios.v1.authority import halves
from hustings_site.booth.models import Booth
from hustings_site.elections.codes.enums import Half
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.secrecy import Given
from hustings_site.journal import clock
from hustings_site.pages.pdf import typeset


def letters(issue: Issue, given: Sequence[Given], half: Half = Half.WHOLE) -> bytes:
    """A PDF with one page for each of these codes, in their order, in the organisation's language.

    A half code has no QR code: it is typed together with the other half, which comes by another channel.
    """
    organisation = issue.election.organisation
    with override(organisation.language):
        address = voting_address(issue)
        return typeset(
            "hustings_site.elections",
            "letters",
            {
                "title": issue.election.title,
                "organisation": organisation.name,
                "date": date_format(clock.now(), "DATE_FORMAT"),
                "lead": _("This is your voting code. It opens every contest in which you have a vote."),
                "code_label": _("Your voting code"),
                "qr_alt": _("Opens the voting page with your code filled in"),
                "address_label": _("Type this address in a browser, then the code:"),
                "address": address,
                "paragraphs": paragraphs(issue),
                "letters": [_letter(each, address, half) for each in given],
            },
        )


def voting_address(issue: Issue) -> str:
    """Where one votes, as typed."""
    booth = Booth.objects.get(uuid=issue.booth)
    return f"{booth.server}/booth/{booth.uuid}/"


def paragraphs(issue: Issue) -> list[str]:
    """What every letter and every mail says beside the code."""
    closes = issue.election.poll_closes
    said = [
        _("Vote until %(when)s.") % {"when": date_format(closes, "DATETIME_FORMAT")} if closes else "",
        _("You can vote again with the same code until the close; only your last vote counts."),
        _("Nobody can see from the ballot list how you voted. Keep this code to yourself."),
        _("Questions, or the code does not work: %(contact)s.") % {"contact": issue.election.organisation.contact}
        if issue.election.organisation.contact
        else "",
    ]
    return [text for text in said if text]


def part_of(code: str, half: Half) -> str:
    """The code, or the half of it that this channel carries."""
    if half == Half.WHOLE:
        return code
    first, second = halves([("", code)])
    return (first if half == Half.FIRST else second)[0][1]


def _letter(given: Given, address: str, half: Half) -> dict[str, object]:
    entry = given.holder.entry
    return {
        "name": entry.name,
        "address": entry.address.splitlines(),
        "greeting": _("Dear %(name)s,") % {"name": entry.name},
        "code": part_of(given.code, half),
        "other_half": ""
        if half == Half.WHOLE
        else _("This is one half. The other half comes by another way; type both, with a dash between."),
        "qr": _qr(f"{address}#{given.code}") if half == Half.WHOLE else "",
    }


def _qr(text: str) -> str:
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", border=2)
    return drawn.getvalue().decode()
