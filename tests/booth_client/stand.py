"""A server of the booth's contract on loopback, in memory: what the voter's page is tried on without the site.

Every ballot is checked by the library. What a test turns (`state`, `silent`, `refusing`) is turned on the `Stand`.
"""

import json
import threading
from base64 import b64encode
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from nacl.signing import SigningKey

from hustings.belenios.v1.ballots import check_ballot, tracker
from hustings.belenios.v1.credentials import draw_code, public_credential
from hustings.belenios.v1.election import Election, make_election
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.questions import Homomorphic, NonHomomorphic, Question
from hustings.belenios.v1.randomness import SeededRandomness

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = '<script type="application/json" id="booth"></script>'
BOOTH = "3oDZpVQyCkzGqd"
NAMES = (
    "Amina Khan",
    "Bertil Öst",
    "Carys Pugh",
    "Dov Adler",
    "Eilidh MacRae",
)
FORTY_TWO = tuple(
    f"{name} {place}"
    for place in ("Alder", "Birch", "Cedar", "Elder", "Fir", "Hazel")
    for name in ("Ada", "Bo", "Cleo", "Dag", "Elin", "Finn", "Gwen")
)
SECRET = 987654321
MOTION = "That rule 4 read: one lamp, one vote."
KINDS: dict[str, tuple[str, Question, list[str], list[str], str]] = {
    # kind: title, question, printed, notes, instructions
    "ranking": (
        "General secretary",
        NonHomomorphic("Rank the candidates", NAMES),
        ["Alderby branch", "", "Cloverley branch. Lamps are lit by people.", "", ""],
        ["", "", "", "Withdrew on 12 November; preferences for him are passed over.", ""],
        "",
    ),
    "marks": (
        "Members of the executive",
        Homomorphic("Choose the executive", tuple(f"{name} {letter}" for letter in "ABCD" for name in NAMES), 0, 9),
        [],
        [],
        "The nine with the most marks are elected.",
    ),
    "yes_no": (
        "Rule change 4",
        Homomorphic("Shall rule 4 be changed?", ("Yes", "No"), 1, 1, blank=True),
        [],
        [],
        MOTION,
    ),
    "packed": (
        "Members of the council",
        NonHomomorphic(
            "Rank the candidates",
            tuple(map(str, range(1, 31))),
            {"type": "PackedRanking", "version": 1, "candidates": list(FORTY_TWO)},
        ),
        [],
        [],
        "",
    ),
}


@dataclass(slots=True)
class Board:
    """One poll: its election, who may vote, and what is on its board."""

    kind: str
    election: Election
    credentials: list[str]
    refused: list[str] = field(default_factory=list)
    ballots: list[bytes] = field(default_factory=list)
    state: str = "open"
    notice: str = ""


@dataclass(slots=True)
class Stand:
    """The booth, its voters, and what its server is made to do."""

    page: str
    codes: list[str]
    boards: dict[str, Board]
    key: SigningKey
    address: str = ""
    silent: bool = False
    """Requests are cut off without an answer."""
    swallow_answers: int = 0
    """So many ballots are taken, and the answer lost."""
    forge: bool = False
    """Receipts are signed with another key."""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path and body of every request."""
    headers: list[dict[str, str]] = field(default_factory=list)

    def board(self, kind: str) -> Board:
        return next(board for board in self.boards.values() if board.kind == kind)

    def cast(self, board: Board, body: bytes) -> tuple[int, dict[str, object]]:
        if board.state not in {"open", "rehearsal"}:
            return 423, {"message": f"This poll is {board.state}.", "findings": []}
        if body not in board.ballots:
            if json.loads(body)["credential"] in board.refused:
                return 409, {"message": "This code was replaced by another.", "findings": []}
            checked = check_ballot(board.election, body)
            if checked.findings or checked.credential not in board.credentials:
                return 422, {"message": "The ballot does not hold.", "findings": [str(f) for f in checked.findings]}
            board.ballots.append(body)
        position = board.ballots.index(body) + 1
        poll, number, head = board.election.uuid, tracker(body), sha256(body).hexdigest()
        key = SigningKey(b"another key, 32 bytes of a thief") if self.forge else self.key
        signature = key.sign(f"hustings-receipt|{poll}|{number}|{position}|{head}".encode()).signature.hex()
        receipt = {"poll": poll, "tracker": number, "position": position, "head": head, "signature": signature}
        return 201, {"tracker": number, "position": position, "receipt": receipt}

    def opened(self, kind: str) -> list[tuple[int, ...]]:
        """What the ballots of a board hold, in their order, opened with the secret key: as voters' files carry it."""
        return [plain(self.board(kind).election, body) for body in self.board(kind).ballots]


def plain(election: Election, body: bytes) -> tuple[int, ...]:
    (question,) = election.questions
    (pairs,) = check_ballot(election, body).answers or ()
    elements = [ED25519.over(pair.beta, ED25519.power(pair.alpha, SECRET)) for pair in pairs]
    if isinstance(question, NonHomomorphic):
        return ED25519.extract(elements[0], len(question.answers))
    return tuple((ED25519.identity, ED25519.generator).index(element) for element in elements)


def make_stand(template: str, kinds: Sequence[str], *, voters: int = 3, **said: object) -> Stand:
    """A booth of contests of these kinds; each code opens all of them. `said` overrides the page's data."""
    rng = SeededRandomness(b"stand")
    codes = [draw_code(rng) for _ in range(voters)]
    boards = {}
    for number, kind in enumerate(kinds):
        title, question, _, _, _ = KINDS[kind]
        uuid = f"StandPo11{number + 1}{'abcdefgh'[number]}xyz"
        election = make_election(
            name=title,
            description="",
            group=ED25519,
            public_key=ED25519.generator_power(SECRET),
            questions=(question,),
            uuid=uuid,
        )
        credentials = [ED25519.text(public_credential(ED25519, uuid, code)) for code in codes]
        boards[uuid] = Board(kind, election, credentials)
    key = SigningKey(b"the key of the receipts, 32 byte")
    stand = Stand(template, codes, boards, key)
    stand.page = template.replace(PLACE, PLACE.replace("></", f">{data(stand, said)}</"))
    return stand


def data(stand: Stand, said: dict[str, object]) -> str:
    """The data block."""
    polls = []
    for uuid, board in stand.boards.items():
        title, _, printed, notes, instructions = KINDS[board.kind]
        polls.append(
            {
                "uuid": uuid,
                "title": title,
                "kind": board.kind,
                "election": board.election.body.decode(),
                "fingerprint": board.election.fingerprint,
                "printed": printed,
                "instructions": instructions,
                "notes": notes,
            }
        )
    block = {
        "booth": BOOTH,
        "server": "ADDRESS",
        "title": "Lanternmakers' elections 2026",
        "organisation": "The Lanternmakers' Union",
        "languages": ["en", "fr"],
        "closes": "2026-11-24T12:00:00+00:00",
        "rehearsal": False,
        "secrecy": {"kind": "trustees", "threshold": 2, "names": ["Orla Wick", "Tam Brand", "Una Glow"]},
        "receipt_key": stand.key.verify_key.encode().hex(),
        "help": {"text": "Telephone Orla Wick, 01632 960 000.", "url": ""},
        "polls": polls,
        **said,
    }
    return json.dumps(block, ensure_ascii=False).replace("<", "\\u003c")


@contextmanager
def served(stand: Stand) -> "Iterator[Stand]":
    """The stand on a free port of loopback, its address filled in."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *message: object) -> None:
            pass

        def do_GET(self) -> None:
            self.answer("GET", "")

        def do_POST(self) -> None:
            self.answer("POST", self.rfile.read(int(self.headers["Content-Length"])).decode())

        def answer(self, method: str, body: str) -> None:
            path = urlsplit(self.path).path
            stand.asked.append((method, self.path, body))
            stand.headers.append(dict(self.headers))
            if stand.silent and path != f"/booth/{BOOTH}/":
                self.connection.close()
                return
            if path.startswith("/ballots/"):
                self.send(200, b"<!doctype html><title>Ballot list</title>", "text/html")
                return
            match path.strip("/").split("/")[2:]:
                case [] | ["page.html"]:
                    self.send(200, stand.page.encode(), "text/html; charset=utf-8", policy(stand.page))
                case ["state.json"]:
                    self.send_json(200, {"now": "2026-11-21T12:00:00+00:00", "polls": states(stand)})
                case ["polls", uuid, "credentials", digits]:
                    board = stand.boards[uuid]
                    self.send_json(
                        200,
                        {
                            "credentials": [each for each in board.credentials if each.startswith(digits)],
                            "refused": [each for each in board.refused if each.startswith(digits)],
                        },
                    )
                case ["polls", uuid, "ballots"] if method == "POST":
                    status, answer = stand.cast(stand.boards[uuid], body.encode())
                    if stand.swallow_answers:
                        stand.swallow_answers -= 1
                        self.connection.close()
                        return
                    self.send_json(status, answer)
                case _:
                    self.send(404, b"", "text/plain")

        def send_json(self, status: int, value: object) -> None:
            self.send(status, json.dumps(value).encode(), "application/json")

        def send(self, status: int, body: bytes, kind: str, csp: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Access-Control-Allow-Origin", "*")
            if csp:
                self.send_header("Content-Security-Policy", csp)
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        origin = f"http://127.0.0.1:{server.server_port}"
        stand.address = f"{origin}/booth/{BOOTH}/"
        stand.page = stand.page.replace('"server": "ADDRESS"', f'"server": "{stand.address}"')
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield stand
        finally:
            server.shutdown()
            thread.join()


def states(stand: Stand) -> dict[str, object]:
    return {
        uuid: {
            "state": board.state,
            "closes": "2026-11-24T12:00:00+00:00",
            "ballots": len(board.ballots),
            "notice": board.notice,
        }
        for uuid, board in stand.boards.items()
    }


def policy(page: str) -> str:
    """As the site's server says it."""
    return (
        f"default-src 'none'; script-src {source_hash(page, 'script')}; style-src {source_hash(page, 'style')}; "
        "img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def source_hash(page: str, tag: str) -> str:
    text = page.split(f"<{tag}>", 1)[1].split(f"</{tag}>", 1)[0]
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
