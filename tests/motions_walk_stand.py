"""A site of its own for the browser's walk on motions: a branch's deputy and the returning officer.

    python motions_walk_stand.py FOLDER PORT

prints one line of JSON (who signs in how, and where everything is), then serves.
"""

import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path


def main(data: Path, port: int) -> None:
    from hustings_site.config.secret_key import keep_secret_key
    from hustings_site.start import open_site

    os.environ["HUSTINGS_DEMONSTRATION"] = "1"
    keep_secret_key(data)
    open_site(data, new=True)
    from django.conf import settings
    from django.core.management import call_command

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("migrate", verbosity=0, interactive=False)
    print(json.dumps(furnish()), flush=True)  # noqa: T201 - the test reads it
    from hustings_site.config.server import serve_at

    serve_at("127.0.0.1", port, ready=lambda: print("ready", flush=True))  # noqa: T201 - the test waits for it


def furnish() -> dict[str, object]:
    """Eight branches, five of which passed a motion; a card vote with its cards; a trigger ballot that goes on."""
    from motions_stand import TEXT, branches, passes

    from hustings_site.accounts.enums import Office
    from hustings_site.accounts.services import give_office, open_account, print_sign_in_code
    from hustings_site.elections.enums import Majority
    from hustings_site.motions.enums import RulingKind, Shown
    from hustings_site.motions.services import cards, rulings, triggers
    from hustings_site.roll.services import organisation_named

    by = {"by": "test"}
    union = organisation_named(**by, name="Lanternmakers’ Union", invented=True)
    parts = branches(union)
    for branch in parts[1:6]:
        motion = passes(branch).motion
    day = date(2026, 7, 1)
    ruling = rulings.rule(
        **by, motion=motion, kind=RulingKind.OUT_OF_ORDER, author="Orla Wick", text="Rule 12.", on=day
    )
    rulings.challenge(**by, ruling=ruling, author="Brackford", text="Notice was given.", on=day)
    lines = [cards.Line(branch.name, votes, branch) for branch, votes in zip(parts, (1290, 870, 150), strict=False)]
    listed = cards.publish_delegations(**by, organisation=union, title="Conference", source="Dues", lines=lines)
    about = cards.About("STV", TEXT, Majority.SIMPLE, "Rule 7", "Conference", day, motion)
    vote = cards.announce_card_vote(**by, delegations=listed, about=about)
    said = dict(zip(listed.delegations.all(), (Shown.FOR, Shown.AGAINST, Shown.ABSTAINED), strict=True))
    cards.record_cards(**by, vote=vote, shown=said)
    today = date.today()  # noqa: DTZ011 - where the site stands
    terms = triggers.TriggerTerms("Delegate", "Hana Hook", parts, "1/3", "Rule 9", today, today + timedelta(days=9))
    ballot = triggers.announce_trigger(**by, organisation=union, terms=terms)
    bea, orla = (open_account(**by, email=f"{name}@example.org", name=name.title()) for name in ("bea", "orla"))
    give_office(**by, user=bea, office=Office.BRANCH_DEPUTY, scope=parts[0].scope)
    give_office(**by, user=orla, office=Office.RETURNING_OFFICER, scope=union.scope)
    return {
        "slug": union.slug,
        "motion": motion.pk,
        "list": listed.pk,
        "vote": vote.pk,
        "ballot": ballot.pk,
        "text": TEXT,
        "bea": [bea.email, print_sign_in_code(**by, user=bea)],
        "orla": [orla.email, print_sign_in_code(**by, user=orla)],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
