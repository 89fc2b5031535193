"""`python -m hustings_site count_draft ID`: what the desk starts for a large ballot file."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from hustings_site.results.counting import count_draft


class Command(BaseCommand):
    """Counts the papers of one draft."""

    help = "Count the papers of a draft on the desk, and leave it ready to be published or stopped with the reason."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("draft", type=UUID)

    def handle(self, *args: Any, **options: Any) -> None:
        count_draft(options["draft"])
