"""What an organisation publishes beside its board, and anybody compares: hashes of the election, its keys and lists.

Source: the JSON of `belenios-tool election compute-checksums`, release 3.3.0, which this equals.
"""

from collections.abc import Sequence

from hustings.belenios.v1.board import Board, Setup
from hustings.belenios.v1.credentials import PublicCredential
from hustings.belenios.v1.encoding import Json
from hustings.belenios.v1.group import Group
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.trustees import Pedersen, Trustee, TrusteeKey, key_fingerprint


def published_fingerprints(
    group: Group, board: Board, setup: Setup, trustees: Sequence[Trustee], credentials: Sequence[PublicCredential]
) -> dict[str, Json]:
    """The fingerprints of a board as far as it has come; `final`, the last event's hash, covers all before it."""
    names = [
        key.name for trustee in trustees for key in (trustee.keys if isinstance(trustee, Pedersen) else (trustee.key,))
    ]
    found: dict[str, Json] = {
        "election": hex_digest(setup.election),
        "trustees": [
            {"checksum": key_fingerprint(group, trustee.key.public_key), **_name(trustee.key.name)}
            for trustee in trustees
            if not isinstance(trustee, Pedersen)
        ],
        "trustees_threshold": [
            {
                "trustees": [
                    _member(group, certificate.fingerprint, key)
                    for certificate, key in zip(trustee.certificates, trustee.keys, strict=True)
                ],
                "threshold": trustee.threshold,
            }
            for trustee in trustees
            if isinstance(trustee, Pedersen)
        ],
        "num_voters": len(credentials),
        "public_credentials": hex_digest(setup.credentials),
    }
    if board.shuffles:
        found["shuffles"] = [
            {
                "checksum": shuffle.digest,
                **_name(names[shuffle.owner - 1] if 1 <= shuffle.owner <= len(names) else None),
            }
            for shuffle in board.shuffles
        ]
    if board.sized_tally is not None:
        found["encrypted_tally"] = board.sized_tally.encrypted_tally
    if board.last_event is not None:
        found["final"] = board.last_event
    return found


def _name(name: str | None) -> dict[str, Json]:
    return {} if name is None else {"name": name}


def _member(group: Group, pki_key: str, key: TrusteeKey) -> dict[str, Json]:
    return {"pki_key": pki_key, "verification_key": key_fingerprint(group, key.public_key), **_name(key.name)}
