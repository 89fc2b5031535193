"""A booth as the returning officer's desk would prepare it, its codes known to the tests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hustings.belenios.v1.ballots import make_ballot
from hustings.belenios.v1.credentials import public_credential
from hustings.belenios.v1.decryption import decrypt_tally, write_decryption
from hustings.belenios.v1.election import Election
from hustings.belenios.v1.encoding import Json
from hustings.belenios.v1.play import Plan, Secrets, Threshold, set_up
from hustings.belenios.v1.questions import Homomorphic, NonHomomorphic, Question
from hustings.belenios.v1.randomness import SystemRandomness
from hustings.belenios.v1.shuffle import shuffle_tally, write_shuffle
from hustings_site.booth import casting, selectors, services
from hustings_site.booth.boards import archive
from hustings_site.booth.enums import PaperKind
from hustings_site.booth.models import Booth, Poll

BY = "user:1"
CLOSES = datetime.now(UTC) + timedelta(days=7)
RANKING = NonHomomorphic("Secretary", ("Alma Ardent", "Bela Brook", "Ida Inch"))
MARKS = Homomorphic("Committee", ("Alma Ardent", "Bela Brook", "Ida Inch"), 0, 2)


@dataclass
class Vote:
    """A poll with all its secrets."""

    poll: Poll
    election: Election
    secrets: Secrets
    rng: SystemRandomness = field(default_factory=SystemRandomness)

    def ballot(self, voter: int, choice: Json) -> bytes:
        return make_ballot(self.election, self.secrets.codes[voter], [choice], self.rng)

    def cast(self, voter: int, choice: Json) -> casting.Cast:
        self.poll.refresh_from_db()
        return casting.cast(poll=self.poll, body=self.ballot(voter, choice))

    def public(self, voter: int) -> str:
        group = self.election.group
        return group.text(public_credential(group, self.election.uuid, self.secrets.codes[voter]))

    def archive(self) -> bytes:
        return b"".join(archive(self.poll))

    def shuffle(self, owner: int) -> None:
        made = shuffle_tally(self.election, selectors.to_shuffle(self.poll), self.rng)
        services.take_shuffle(by=BY, poll=self.poll, owner=owner, body=write_shuffle(self.election.group, made))

    def decrypt(self, owner: int) -> None:
        made = decrypt_tally(self.election, selectors.to_decrypt(self.poll), self.secrets.keys[owner], self.rng)
        services.take_partial_decryption(by=BY, poll=self.poll, owner=owner, body=write_decryption(self.election, made))


def prepared(
    question: Question = RANKING,
    *,
    voters: Sequence[int] = (1,) * 5,
    trustees: Sequence[Threshold | None] = (None,),
    rehearsal: bool = False,
    seed: bytes = b"booth",
) -> Vote:
    plan = Plan("Secretary", (question,), (), tuple(voters), trustees=tuple(trustees))
    election, trustee_bytes, credentials, secrets = set_up(plan, seed)
    booth = services.prepare_booth(
        by=BY,
        server="http://127.0.0.1:8000",
        title="Election of the secretary",
        organisation="Lampwrights",
        languages=["en", "fr"],
        rehearsal=rehearsal,
    )
    return Vote(add_poll(booth, election, trustee_bytes, credentials), election, secrets)


def add_poll(booth: Booth, election: Election, trustees: bytes, credentials: bytes) -> Poll:
    return services.prepare_poll(
        by=BY,
        booth=booth,
        election=election.body,
        trustees=trustees,
        credentials=credentials,
        title="Secretary",
        kind=PaperKind.RANKING,
        closes=CLOSES,
    )
