"""`python -m hustings_site open_ballots CONTEST BY`: what the desk starts for a board of many ballots."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hustings_site.elections.opening.running import work_with_all_cores


class Command(BaseCommand):
    """Does the server's part in opening the ballots of one contest."""

    help = "Do the server's part in opening the ballots of a contest, and say on the desk how far it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("contest", type=int)
        parser.add_argument("by")

    def handle(self, *args: Any, **options: Any) -> None:
        work_with_all_cores(options["contest"], options["by"])
