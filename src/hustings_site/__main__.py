"""`python -m hustings_site migrate`: Django's own commands on the site's settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command that follows on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings_site.config.settings")
    execute_from_command_line(["python -m hustings_site", *sys.argv[1:]])


if __name__ == "__main__":
    main()
