"""Keeping ballot files: by their fingerprint, compressed, once each."""

import hashlib
import zlib

from hustings_site.results.models import BallotFile


def keep(name: str, content: bytes) -> BallotFile:
    """Store the bytes of a file; the same bytes are stored once, under the name that they came with first."""
    fingerprint = hashlib.sha256(content).hexdigest()
    kept, _new = BallotFile.objects.get_or_create(
        sha256=fingerprint, defaults={"name": name, "size": len(content), "compressed": zlib.compress(content)}
    )
    return kept


def content_of(ballot_file: BallotFile) -> bytes:
    """The bytes as they came."""
    return zlib.decompress(ballot_file.compressed)
