"""What is served: the voter's page, the state, the credentials of a prefix, the ballot, the list, the board."""

import csv
import json
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from django.test import Client
from nacl.signing import VerifyKey
from polls import BY, MARKS, Vote

from hustings.belenios.v1.archive import scan
from hustings.belenios.v1.ballots import tracker
from hustings.belenios.v1.board import read_board
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.verify import verify
from hustings_site.booth import services
from hustings_site.booth.boards import head_of
from hustings_site.booth.enums import WhyRefused
from hustings_site.booth.receipts import signed_text

Prepare = Callable[..., Vote]
pytestmark = pytest.mark.django_db


def booth_path(vote: Vote, rest: str = "") -> str:
    return f"/booth/{vote.poll.booth.uuid}/{rest}"


def post(client: Client, vote: Vote, body: bytes) -> tuple[int, dict[str, object]]:
    response = client.post(booth_path(vote, f"polls/{vote.poll.uuid}/ballots"), body, content_type="text/plain")
    return response.status_code, response.json()


def api(client: Client, vote: Vote, name: str) -> bytes:
    return client.get(f"/booth/api/elections/{vote.poll.uuid}/{name}").content


def test_page_is_not_there_before_the_booth_opens(visitor: Client, prepare: Prepare) -> None:
    vote = prepare()
    assert visitor.get(booth_path(vote)).status_code == 404
    assert visitor.get(booth_path(vote, "state.json")).status_code == 404


def test_page_tells_the_poll_and_allows_its_own_script_and_style_alone(visitor: Client, vote: Vote) -> None:
    vote.poll.booth.refresh_from_db()
    response = visitor.get(booth_path(vote))
    before, _, rest = response.content.partition(b'<script type="application/json" id="booth">')
    told, _, after = rest.partition(b"</script>")
    block = json.loads(told)
    assert block == {
        "booth": vote.poll.booth.uuid,
        "server": f"http://127.0.0.1:8000/booth/{vote.poll.booth.uuid}/",
        "title": "Election of the secretary",
        "organisation": "Lampwrights",
        "languages": ["en", "fr"],
        "closes": vote.poll.closes.isoformat(),
        "rehearsal": False,
        "secrecy": {"kind": "operator"},
        "receipt_key": vote.poll.booth.receipt_key,
        "help": {"text": "", "url": ""},
        "polls": [
            {
                "uuid": vote.poll.uuid,
                "title": "Secretary",
                "kind": "ranking",
                "election": vote.election.body.decode(),
                "fingerprint": vote.election.fingerprint,
                "printed": [],
                "instructions": "",
                "notes": [],
            }
        ],
    }
    style = before.partition(b"<style>")[2].partition(b"</style>")[0]
    script = after.partition(b"<script>")[2].partition(b"</script>")[0]
    hashes = [b64encode(sha256(text).digest()).decode() for text in (script, style)]
    assert response["Content-Security-Policy"] == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; img-src data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert response["Referrer-Policy"] == "no-referrer"


def test_page_and_its_download_are_the_bytes_of_the_published_hash(visitor: Client, vote: Vote) -> None:
    page, saved = visitor.get(booth_path(vote)), visitor.get(booth_path(vote, "page.html"))
    assert page.content == saved.content
    fingerprint = hex_digest(page.content)
    assert f'<dd class="hash">{fingerprint}</dd>' in visitor.get(f"/ballots/{vote.poll.uuid}/").text
    assert saved["Content-Disposition"] == f'attachment; filename="booth-{vote.poll.booth.uuid}.html"'


def test_text_of_an_election_cannot_end_the_script_it_stands_in(visitor: Client, prepare: Prepare) -> None:
    vote = prepare()
    vote.poll.printed = ["</script><script>alert(1)</script>", "<!--", ""]
    vote.poll.save()
    services.open_booth(by=BY, booth=vote.poll.booth)
    page = visitor.get(booth_path(vote)).content
    assert (page.count(b"<script"), page.count(b"</script"), page.count(b"<!--")) == (2, 2, 0)
    told = page.partition(b'id="booth">')[2].partition(b"</script>")[0]
    assert json.loads(told)["polls"][0]["printed"] == ["</script><script>alert(1)</script>", "<!--", ""]


def test_ballot_is_answered_with_a_receipt_that_its_key_signed(visitor: Client, vote: Vote) -> None:
    body = vote.ballot(0, [1, 2, 3])
    status, answer = post(visitor, vote, body)
    head = head_of(vote.poll)
    receipt = answer["receipt"]
    assert (status, answer["tracker"], answer["position"]) == (201, tracker(body), 1)
    assert {k: receipt[k] for k in ("poll", "tracker", "position", "head")} == {
        "poll": vote.poll.uuid,
        "tracker": tracker(body),
        "position": 1,
        "head": head.sha256,
    }
    text = signed_text(poll=vote.poll.uuid, tracker=tracker(body), position=1, head=head.sha256)
    assert text == f"hustings-receipt|{vote.poll.uuid}|{tracker(body)}|1|{head.sha256}".encode()
    vote.poll.booth.refresh_from_db()
    VerifyKey(bytes.fromhex(vote.poll.booth.receipt_key)).verify(text, bytes.fromhex(receipt["signature"]))


def test_same_body_twice_has_the_same_receipt_and_one_place(visitor: Client, vote: Vote) -> None:
    body = vote.ballot(0, [1, 2, 3])
    _, first = post(visitor, vote, body)
    post(visitor, vote, vote.ballot(1, [1, 2, 3]))
    status, again = post(visitor, vote, body)
    assert (status, again) == (200, first)
    assert visitor.get(booth_path(vote, "state.json")).json()["polls"][vote.poll.uuid]["ballots"] == 2


def test_same_body_has_its_receipt_after_the_close_too(visitor: Client, vote: Vote) -> None:
    body = vote.ballot(0, [1, 2, 3])
    _, first = post(visitor, vote, body)
    services.close_poll(by=BY, poll=vote.poll)
    assert post(visitor, vote, body) == (200, first)


def test_ballot_that_is_none_is_refused_with_every_finding(visitor: Client, vote: Vote) -> None:
    other = vote.ballot(1, [2, 1, 3])
    body = vote.ballot(0, [1, 2, 3])
    forged = body[: body.index(b',"answers"')] + other[other.index(b',"answers"') :]
    status, answer = post(visitor, vote, forged)
    assert (status, [finding["check"] for finding in answer["findings"]]) == (
        422,
        ["ballot-signature-hash", "ballot-signature", "answer-plaintext-proof"],
    )
    assert post(visitor, vote, b"{}")[1]["findings"][0]["check"] == "ballot-form"
    assert post(visitor, vote, b"\xff")[0] == 422
    assert head_of(vote.poll).height == 0


def test_ballot_of_a_strange_credential_is_refused_before_its_proofs(visitor: Client, vote: Vote) -> None:
    body = vote.ballot(0, [1, 2, 3]).replace(vote.public(0).encode(), b"0" * 63 + b"2")
    status, answer = post(visitor, vote, body)
    assert (status, [(f["check"], f["got"]) for f in answer["findings"]]) == (
        422,
        [("ballot-credential", "0" * 63 + "2")],
    )


@pytest.mark.parametrize(
    ("act", "status", "message"),
    [
        (
            lambda vote: services.pause_poll(by=BY, poll=vote.poll, notice="A candidate withdrew."),
            423,
            "This poll is paused and takes no ballots at the moment. A candidate withdrew.",
        ),
        (
            lambda vote: services.close_poll(by=BY, poll=vote.poll),
            423,
            "This poll has closed: your ballot came too late and was not taken.",
        ),
        (
            lambda vote: services.void_poll(by=BY, poll=vote.poll, notice="It is run again."),
            423,
            "This poll was voided: no ballot of it will be counted. It is run again.",
        ),
        (
            lambda vote: services.refuse_credential(poll=vote.poll, public=vote.public(0), why=WhyRefused.REPLACED),
            409,
            (
                "This voting code is out of use: another code took its place, its holder asked to vote on paper, "
                "or may not vote on screen any more by a decision on the roll."
            ),
        ),
    ],
    ids=["paused", "closed", "voided", "replaced"],
)
def test_ballot_out_of_turn_is_refused_with_a_clear_message(
    visitor: Client, vote: Vote, act: Callable[[Vote], object], status: int, message: str
) -> None:
    act(vote)
    assert post(visitor, vote, vote.ballot(0, [1, 2, 3])) == (status, {"message": message, "findings": []})


def test_ballot_larger_than_any_is_not_read(visitor: Client, vote: Vote) -> None:
    assert post(visitor, vote, b" " * (1 << 20) + b" ")[0] == 413


def test_voters_are_told_something_while_the_poll_goes_on(visitor: Client, vote: Vote) -> None:
    before = post(visitor, vote, vote.ballot(0, [1, 2, 3]))[0]
    services.tell_voters(by=BY, poll=vote.poll, notice="Ida Inch has withdrawn.")
    state = visitor.get(f"/booth/{vote.poll.booth.uuid}/state.json").json()["polls"][vote.poll.uuid]
    assert (before, state["state"], state["ballots"], state["notice"]) == (201, "open", 1, "Ida Inch has withdrawn.")


def test_state_tells_each_poll(visitor: Client, vote: Vote) -> None:
    def told() -> dict[str, object]:
        return visitor.get(booth_path(vote, "state.json")).json()["polls"][vote.poll.uuid]

    closes = vote.poll.closes.isoformat()
    assert told() == {"state": "open", "closes": closes, "ballots": 0, "notice": ""}
    vote.cast(0, [1, 0, 0])
    services.pause_poll(by=BY, poll=vote.poll, notice="A moment.")
    assert told() == {"state": "paused", "closes": closes, "ballots": 1, "notice": "A moment."}
    services.resume_poll(by=BY, poll=vote.poll)
    assert told()["state"] == "open"
    services.close_poll(by=BY, poll=vote.poll)
    assert told()["state"] == "closed"
    services.void_poll(by=BY, poll=vote.poll, notice="")
    assert told()["state"] == "voided"


def test_state_of_a_rehearsal_says_so(visitor: Client, prepare: Prepare) -> None:
    vote = prepare(rehearsal=True)
    services.open_booth(by=BY, booth=vote.poll.booth)
    assert visitor.get(booth_path(vote, "state.json")).json()["polls"][vote.poll.uuid]["state"] == "rehearsal"


def test_credentials_of_a_prefix_and_those_of_them_refused(visitor: Client, vote: Vote) -> None:
    services.refuse_credential(poll=vote.poll, public=vote.public(1), why=WhyRefused.PAPER)
    for voter in (0, 1):
        public = vote.public(voter)
        listed = sorted(p for p in map(vote.public, range(5)) if p[:2] == public[:2])
        answer = visitor.get(booth_path(vote, f"polls/{vote.poll.uuid}/credentials/{public[:2]}")).json()
        assert answer == {"credentials": listed, "refused": [p for p in listed if p == vote.public(1)]}
    for prefix in ("", "a", "abc", "AB", "zz"):
        assert visitor.get(booth_path(vote, f"polls/{vote.poll.uuid}/credentials/{prefix}")).status_code == 404


def test_check_3_head_and_get_fifty_times_consume_nothing(visitor: Client, vote: Vote) -> None:
    """Check 3: a mail scanner that opens every address of the vote changes nothing, and the code still votes once."""
    paths = [
        booth_path(vote),
        booth_path(vote, "page.html"),
        booth_path(vote, "state.json"),
        booth_path(vote, f"polls/{vote.poll.uuid}/credentials/{vote.public(0)[:2]}"),
        booth_path(vote, f"polls/{vote.poll.uuid}/ballots"),
        f"/ballots/{vote.poll.uuid}/",
        f"/booth/api/elections/{vote.poll.uuid}/last-event",
    ]
    before = vote.archive()
    for _ in range(50):
        for path in paths:
            visitor.get(path, REMOTE_ADDR="203.0.113.7")
            visitor.head(path, REMOTE_ADDR="203.0.113.7")
    assert vote.archive() == before
    body = vote.ballot(0, [1, 2, 3])
    assert [post(visitor, vote, body)[0] for _ in range(2)] == [201, 200]
    assert head_of(vote.poll).height == 1


def test_board_can_be_pulled_event_by_event(visitor: Client, vote: Vote) -> None:
    for voter in range(3):
        vote.cast(voter, [1, 2, 3])
    services.close_poll(by=BY, poll=vote.poll)
    services.publish_tally(by=BY, poll=vote.poll)
    archive = vote.archive()
    last = json.loads(api(visitor, vote, "last-event"))
    assert last == {"height": 5, "hash": head_of(vote.poll).sha256, "pos": len(archive)}
    objects = {}
    records, _ = scan(archive)
    for record in records.records:
        objects[record.digest] = api(visitor, vote, f"objects/{record.digest}")
        assert objects[record.digest] == records.body(record)
    chain = [last["hash"]]
    while parent := json.loads(objects[chain[-1]]).get("parent"):
        chain.append(parent)
    assert chain[::-1] == [record.digest for record in records.records if record.kind == "event"]
    board, _ = read_board(records)
    assert json.loads(api(visitor, vote, "archive-header")) == {"version": 1, "timestamp": str(records.timestamp)}
    assert api(visitor, vote, "election") == board.setup.election
    assert api(visitor, vote, "trustees") == board.setup.trustees
    assert api(visitor, vote, "credentials") == board.setup.credentials
    assert api(visitor, vote, "encrypted-tally") == board.tally
    events = [json.loads(objects[hash_]) for hash_ in chain[::-1]]
    assert json.loads(api(visitor, vote, "roots")) == {
        "setup_data": events[0]["payload"],
        "last_ballot_event": chain[::-1][3],
        "encrypted_tally": events[5]["payload"],
    }


def test_what_the_board_has_not_is_not_found(visitor: Client, vote: Vote) -> None:
    root = f"/booth/api/elections/{vote.poll.uuid}"
    missing = [f"{root}/encrypted-tally", f"{root}/nothing", f"{root}/objects/{'0' * 64}", f"{root}/objects/zz"]
    assert [visitor.get(path).status_code for path in missing] == [404] * 4
    assert visitor.get("/booth/api/elections/11111111111111/election").status_code == 404


def test_ballots_of_the_board_are_the_last_of_each_credential_newest_first(visitor: Client, prepare: Prepare) -> None:
    vote = prepare(MARKS, voters=(3, 1, 1))
    services.open_booth(by=BY, booth=vote.poll.booth)
    bodies = [vote.ballot(voter, [1, 0, 0]) for voter in (0, 1, 0)]
    for body in bodies:
        post(visitor, vote, body)
    assert json.loads(api(visitor, vote, "ballots")) == [
        {"hash": hex_digest(bodies[2]), "weight": 3},
        {"hash": hex_digest(bodies[1])},
    ]


def test_archive_is_downloaded_whole_and_verified(visitor: Client, vote: Vote) -> None:
    vote.cast(0, [1, 2, 3])
    response = visitor.get(f"/ballots/{vote.poll.uuid}/board.bel")
    body = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(body)
    assert verify(body).verdict == "verified"


def test_one_altered_byte_of_the_archive_names_the_ballot(visitor: Client, vote: Vote) -> None:
    bodies = [vote.ballot(voter, [1, 2, 3]) for voter in range(3)]
    for body in bodies:
        post(visitor, vote, body)
    archive = bytearray(vote.archive())
    at = bytes(archive).index(bodies[1]) + bodies[1].index(b'"response":"') + 12
    archive[at] ^= 1
    report = verify(bytes(archive))
    assert [(found.check, found.subject) for found in report.failures] == [
        ("archive-record-name", f"record 8 ({hex_digest(bodies[1])[:8]}....data.json)"),
        ("archive-missing", "event 2 (Ballot)"),
    ]


def test_list_shows_ballots_newest_first_in_pages_of_fifty(visitor: Client, prepare: Prepare) -> None:
    vote = prepare(voters=(1,) * 26)
    services.open_booth(by=BY, booth=vote.poll.booth)
    bodies = [vote.ballot(number % 26, [1, 2, 3]) for number in range(52)]
    for body in bodies:
        post(visitor, vote, body)
    first, second = (visitor.get(f"/ballots/{vote.poll.uuid}/?page={n}").text for n in (1, 2))
    assert [first.index(tracker(body)) for body in bodies[51:1:-1]] == sorted(
        first.index(tracker(body)) for body in bodies[2:]
    )
    assert [tracker(body) in second for body in bodies] == [True] * 2 + [False] * 50
    assert first.count("<td>replaced</td>") == 24
    assert second.count("<td>replaced</td>") == 2
    assert "52 ballots are on the list; 26 voting codes could vote." in first
    for odd in ("0", "-1", "99", "x", "9" * 30, "²"):
        assert visitor.get(f"/ballots/{vote.poll.uuid}/?page={odd}").status_code == 200


def test_list_asks_as_many_questions_of_the_database_for_three_ballots_as_for_one(
    visitor: Client, vote: Vote, django_assert_num_queries: Callable[[int], object]
) -> None:
    vote.cast(0, [1, 2, 3])
    with django_assert_num_queries(6):
        visitor.get(f"/ballots/{vote.poll.uuid}/")
    vote.cast(1, [1, 2, 3])
    vote.cast(0, [1, 2, 3])
    with django_assert_num_queries(6):
        visitor.get(f"/ballots/{vote.poll.uuid}/")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{mine}", "It is there."),
        (" {mine}=\n", "It is there."),
        ("A" * 43, "It is not there."),
        ("my vote", "That is no receipt number."),
        ("", "That is no receipt number."),
    ],
)
def test_receipt_number_is_looked_up(visitor: Client, vote: Vote, typed: str, said: str) -> None:
    done = vote.cast(0, [1, 2, 3])
    mine = done.receipt["tracker"]
    page = visitor.post(f"/ballots/{vote.poll.uuid}/", {"receipt": typed.format(mine=mine)}).text
    assert f"<strong>{said}</strong>" in page
    assert (f"<code>{done.receipt['head']}</code>" in page) == (said == "It is there.")


def test_receipt_number_of_a_replaced_ballot_says_so(visitor: Client, vote: Vote) -> None:
    mine = vote.cast(0, [1, 2, 3]).receipt["tracker"]
    vote.cast(0, [3, 2, 1])
    page = visitor.post(f"/ballots/{vote.poll.uuid}/", {"receipt": mine}).text
    assert "Your ballot is number 1 of the list. A later ballot of the same voting code replaced it." in page


def test_list_as_files_holds_every_ballot_in_board_order(visitor: Client, vote: Vote) -> None:
    done = [vote.cast(voter, [1, 2, 3]).receipt for voter in (0, 1, 0)]
    expected = [
        {
            "number": receipt["position"],
            "receipt": receipt["tracker"],
            "credential": vote.public(voter),
            "weight": 1,
            "counts": counts,
        }
        for receipt, voter, counts in zip(done, (0, 1, 0), (False, True, True), strict=True)
    ]
    files = {
        form: b"".join(visitor.get(f"/ballots/{vote.poll.uuid}/ballots.{form}").streaming_content)
        for form in ("csv", "json")
    }
    rows = json.loads(files["json"])
    assert [{k: v for k, v in row.items() if k != "sha256"} for row in rows] == expected
    assert [
        {**row, "number": int(row["number"]), "weight": int(row["weight"]), "counts": row["counts"] == "yes"}
        for row in csv.DictReader(files["csv"].decode().splitlines())
    ] == rows
    assert visitor.get(f"/ballots/{vote.poll.uuid}/ballots.xml").status_code == 404


def test_empty_list_as_json_is_an_empty_list(visitor: Client, vote: Vote) -> None:
    found = b"".join(visitor.get(f"/ballots/{vote.poll.uuid}/ballots.json").streaming_content)
    assert json.loads(found) == []


def test_programs_of_any_origin_may_read(visitor: Client, vote: Vote) -> None:
    paths = [
        booth_path(vote, "state.json"),
        booth_path(vote, "page.html"),
        booth_path(vote, f"polls/{vote.poll.uuid}/credentials/00"),
        f"/booth/api/elections/{vote.poll.uuid}/election",
        f"/booth/api/elections/{vote.poll.uuid}/archive",
        f"/ballots/{vote.poll.uuid}/ballots.csv",
    ]
    assert [visitor.get(path)["Access-Control-Allow-Origin"] for path in paths] == ["*"] * len(paths)
    refused = visitor.post(booth_path(vote, f"polls/{vote.poll.uuid}/ballots"), b"x", content_type="text/plain")
    assert refused["Access-Control-Allow-Origin"] == "*"


def test_vote_leaves_no_cookie_and_reads_no_session(officers_browser: Client, vote: Vote) -> None:
    """Whoever is signed in is nobody on the pages of the vote."""
    officers_browser.cookies["django_language"] = "fr"
    sessions = {name: morsel.value for name, morsel in officers_browser.cookies.items()}
    responses = [
        officers_browser.get(booth_path(vote)),
        officers_browser.get(booth_path(vote, "state.json")),
        officers_browser.get(f"/ballots/{vote.poll.uuid}/"),
        officers_browser.post(f"/ballots/{vote.poll.uuid}/", {"receipt": "x"}),
        officers_browser.post(
            booth_path(vote, f"polls/{vote.poll.uuid}/ballots"), vote.ballot(0, [1, 2, 3]), content_type="text/plain"
        ),
    ]
    assert [response.status_code for response in responses] == [200, 200, 200, 200, 201]
    assert [dict(response.cookies) for response in responses] == [{}] * 5
    assert {name: morsel.value for name, morsel in officers_browser.cookies.items()} == sessions
    assert "/desk/" not in responses[2].text
    assert '<html lang="fr">' in responses[2].text
