"""`python -m hustings` is the same as `hustings`."""

from hustings.cli import main

main(prog_name="hustings")
