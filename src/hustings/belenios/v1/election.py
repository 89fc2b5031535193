"""Belenios spec 3.1, section 4.10: the election, its fingerprint and its questions."""

from dataclasses import dataclass
from functools import lru_cache

from hustings.belenios.v1.credentials import BASE58
from hustings.belenios.v1.encoding import Json, Malformed, items, number, read_any, string, write
from hustings.belenios.v1.group import Element, Group, NotInGroup
from hustings.belenios.v1.groups import GROUPS
from hustings.belenios.v1.hashing import base64_digest
from hustings.belenios.v1.questions import NonHomomorphic, Question, read_question

_REQUIRED = ("version", "description", "name", "group", "public_key", "questions", "uuid")
_OPTIONAL = ("administrator", "credential_authority", "language")


class UnknownGroup(ValueError):
    """A group that this version does not know."""


class UnknownVersion(ValueError):
    """A protocol version other than 1."""


@dataclass(frozen=True, slots=True)
class Election:
    """An election as its trustees and voters bind themselves to it.

    `body` is the stored bytes and is what is hashed: an election made by another program is never written again.
    """

    description: str
    name: str
    group: Group
    public_key: Element
    questions: tuple[Question, ...]
    uuid: str
    administrator: str | None
    credential_authority: str | None
    language: tuple[str, str] | None
    body: bytes

    @property
    def fingerprint(self) -> str:
        """The Base64 hash that enters every proof."""
        return _fingerprint(self.body)

    @property
    def canonical_body(self) -> bytes:
        """What this program would have written."""
        return _body(
            self.description,
            self.name,
            self.group,
            self.public_key,
            self.questions,
            self.uuid,
            self.administrator,
            self.credential_authority,
            self.language,
        )

    @property
    def shuffled(self) -> tuple[int, ...]:
        """Indexes of the questions whose answers are shuffled."""
        return tuple(at for at, question in enumerate(self.questions) if isinstance(question, NonHomomorphic))


@lru_cache(maxsize=64)
def _fingerprint(body: bytes) -> str:
    return base64_digest(body)


def make_election(
    *,
    name: str,
    description: str,
    group: Group,
    public_key: Element,
    questions: tuple[Question, ...],
    uuid: str,
    administrator: str | None = None,
    credential_authority: str | None = None,
    language: tuple[str, str] | None = None,
) -> Election:
    """A new election; its body is fixed here once and for all."""
    if not is_uuid(uuid):
        raise Malformed(f"uuid {uuid!r}: at least 14 Base58 characters were expected")
    body = _body(description, name, group, public_key, questions, uuid, administrator, credential_authority, language)
    return read_election(body)


def is_uuid(text: str) -> bool:
    """At least 14 Base58 characters."""
    return len(text) >= 14 and set(text) <= set(BASE58)


def _body(
    description: str,
    name: str,
    group: Group,
    public_key: Element,
    questions: tuple[Question, ...],
    uuid: str,
    administrator: str | None,
    credential_authority: str | None,
    language: tuple[str, str] | None,
) -> bytes:
    value: dict[str, Json] = {
        "version": 1,
        "description": description,
        "name": name,
        "group": group.name,
        "public_key": group.text(public_key),
        "questions": [question.to_json() for question in questions],
        "uuid": uuid,
    }
    if administrator is not None:
        value["administrator"] = administrator
    if credential_authority is not None:
        value["credential_authority"] = credential_authority
    if language is not None:
        value["language"] = list(language)
    return write(value)


@lru_cache(maxsize=8)
def read_election(body: bytes) -> Election:
    """The election of these bytes, in any spelling of JSON.

    Raises `Malformed` for a wrong shape, `UnknownVersion`, `UnknownGroup`, and `NotInGroup` for its public key.
    """
    value = read_any(body)
    try:
        write(value)
    except ValueError as error:
        raise Malformed(f"an election's texts are UTF-8: {error}") from None
    if not isinstance(value, dict) or not set(_REQUIRED) <= set(value) <= set(_REQUIRED + _OPTIONAL):
        raise Malformed(f"an election has the fields {', '.join(_REQUIRED)} and perhaps {', '.join(_OPTIONAL)}")
    if number(value["version"]) != 1:
        raise UnknownVersion(f"version {value['version']}")
    name = string(value["group"])
    if name not in GROUPS:
        raise UnknownGroup(f"group {name!r:.40}; known are {', '.join(GROUPS)}")
    group = GROUPS[name]
    public_key = group.read(string(value["public_key"]))
    if public_key == group.identity:
        raise NotInGroup("the identity is no public key")
    questions = tuple(read_question(question) for question in items(value["questions"]))
    uuid = string(value["uuid"])
    if not is_uuid(uuid):
        raise Malformed(f"uuid {uuid!r:.40}: at least 14 Base58 characters were expected")
    if any(isinstance(question, NonHomomorphic) for question in questions) and group.embedding_limit == 0:
        raise Malformed(f"group {name} carries no non-homomorphic question")
    for question in questions:
        if isinstance(question, NonHomomorphic) and len(question.answers) > group.embedding_limit:
            raise Malformed(
                f"{len(question.answers)} answers: {name} carries {group.embedding_limit} in one ciphertext"
            )
    return Election(
        description=string(value["description"]),
        name=string(value["name"]),
        group=group,
        public_key=public_key,
        questions=questions,
        uuid=uuid,
        administrator=_optional_string(value, "administrator"),
        credential_authority=_optional_string(value, "credential_authority"),
        language=_language(value),
        body=body,
    )


def _optional_string(value: dict[str, Json], name: str) -> str | None:
    return string(value[name]) if name in value else None


def _language(value: dict[str, Json]) -> tuple[str, str] | None:
    if "language" not in value:
        return None
    code, direction = (string(item) for item in items(value["language"], 2))
    return code, direction
