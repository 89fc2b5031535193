"""A slate: begun in private, then open; of a body of the organisation, alone or for its alliance."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hustings_site.accounts.models import User
from hustings_site.elections.models import Election
from hustings_site.roll.services import organisation_named
from hustings_site.slates.models import Body
from hustings_site.slates.services.alliances import form_alliance
from hustings_site.slates.services.bodies import open_body
from hustings_site.slates.services.making import begin_slate, open_slate


def test_slate_is_seen_once_it_is_open(anchor: Body, una: User, election: Election, client: Client) -> None:
    slate = begin_slate(by=una.scope, election=election, body=anchor, name="Anchor 2026", made="polled")
    assert "Anchor 2026" not in client.get("/slates/").content.decode()
    open_slate(by=una.scope, slate=slate)
    assert "Anchor 2026" in client.get("/slates/").content.decode()


def test_slate_belongs_to_a_body_of_the_organisation_and_of_the_alliance(
    anchor: Body, harbour: Body, una: User, election: Election
) -> None:
    elsewhere = open_body(by="test", organisation=organisation_named(by="test", name="Potters"), name="P", kind="other")
    with pytest.raises(ValidationError, match="another organisation"):
        begin_slate(by=una.scope, election=election, body=elsewhere, name="S", made="panel")
    tide = form_alliance(by=una.scope, convener=anchor, name="Tide")
    with pytest.raises(ValidationError, match="not in the alliance"):
        begin_slate(by=una.scope, election=election, body=harbour, alliance=tide, name="S", made="panel")
