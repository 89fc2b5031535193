"""`python -m hustings_site note_return < report`: a mail with a code came back, and whose it was is told so."""

import sys

from django.core.management.base import BaseCommand, CommandError

from hustings_site.elections.codes.reports import holders_of, read_report
from hustings_site.elections.codes.sending import note_bounce
from hustings_site.roll.enums import Channel


class Command(BaseCommand):
    """Notes a return in the story of the elector's code; ends with an error where there is none to note."""

    help = "Read one report of delivery on standard input, and note whose code came back."

    def handle(self, *args: object, **options: object) -> None:
        report = read_report(sys.stdin.buffer.read())
        if report is None:
            raise CommandError("this is no report of a delivery that failed: nothing was noted")
        holders = holders_of(report)
        if not holders:
            raise CommandError("this report speaks of no mail with a code that this site sent: nothing was noted")
        for holder in holders:
            note_bounce(by="command line", holder=holder, channel=Channel.EMAIL, note=report.why)
        self.stdout.write(f"{len(holders)} returned mail noted")
