"""When a vote on an endorsement is held in the tests, and on whose list its supporters are."""

from datetime import timedelta

from supporters import NOW

HOUR = timedelta(hours=1)
DATES = {
    "freeze_at": NOW + HOUR,
    "codes_at": NOW + 2 * HOUR,
    "poll_opens": NOW + 3 * HOUR,
    "poll_closes": NOW + 4 * HOUR,
    "complaints_by": NOW + 5 * HOUR,
}
SUPPORTERS = {f"a{n}": f"anchor{n}@example.org" for n in range(1, 6)}
SITE = "https://elections.example.org"
