"""A secret ballot by the command line alone, each role with its own files; and what each command refuses."""

import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hustings.cli import main

QUESTIONS = [
    {"answers": ["Yes", "No"], "min": 1, "max": 1, "question": "Adopt?"},
    {"type": "NonHomomorphic", "value": {"answers": ["Ada", "Bob", "Cyd"], "question": "Rank them"}},
]


def run(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == status, result.output
    return result.output


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole election: a single trustee and two of three; three voters, one of whom votes twice; two spares."""
    at = tmp_path_factory.mktemp("election")
    uuid = run("election", "uuid").strip()
    (at / "roll.csv").write_text("Ann\nBen\nEve\n")
    run(
        "credentials",
        "draw",
        "--board",
        uuid,
        at / "roll.csv",
        "--spares",
        2,
        "--book",
        at / "book",
        "--public",
        at,
    )

    shutil.move(at / f"{uuid}.json", at / "creds.json")
    (at / "uuid").write_text(uuid)

    run("trustee", "key", at, "--name", "Tess")
    [single] = at.glob("*.pubkey")
    for index in (1, 2, 3):
        run("trustee", "certify", at, "--index", index, "--size", 3, "--threshold", 2)
    certs = sorted(
        at.glob("*.cert"), key=lambda path: json.loads(json.loads(path.read_text())["message"])["context"]["index"]
    )
    (at / "certs").write_text("".join(path.read_text() for path in certs))
    for number, path in enumerate(certs):
        run("trustee", "deal", at / "certs", "--key", path.with_suffix(".key"), "--out", at / f"polynomial-{number}")
    (at / "polynomials").write_text("".join((at / f"polynomial-{number}").read_text() for number in range(3)))
    run("trustee", "route", at / "certs", at / "polynomials", at)
    for path in certs:
        run(
            "trustee",
            "accept",
            at / "certs",
            path.with_suffix(".vinput"),
            "--key",
            path.with_suffix(".key"),
            "--out",
            path.with_suffix(".voutput"),
        )
    outputs = [path.with_suffix(".voutput") for path in certs]
    run("trustee", "assemble", at / "certs", at / "polynomials", *outputs, "--out", at / "threshold.json")
    run("trustee", "gather", single, at / "threshold.json", "--out", at / "trustees.json")

    (at / "questions.json").write_text(json.dumps(QUESTIONS))
    run(
        "election",
        "make",
        at / "questions.json",
        at / "trustees.json",
        "--uuid",
        uuid,
        "--name",
        "Trial",
        "--out",
        at / "election.json",
    )
    board = at / "board.bel"
    run("election", "open", at / "election.json", at / "trustees.json", at / "creds.json", board)

    (at / "mail").mkdir()
    run("credentials", "split", at / "book", at / "mail")
    codes = dict(line.split(",") for line in (at / "mail" / "code-1.csv").read_text().splitlines()[1:])
    for number, (voter, choices) in enumerate(
        [("Ann", [[1, 0], [1, 2, 0]]), ("Ben", [[0, 1], [3, 2, 1]]), ("Ann", [[0, 1], [0, 1, 0]])]
    ):
        ballot = private_ballot(at, codes[voter], choices, number)
        receipt = run("election", "cast", board, ballot).split()[0]
        assert len(receipt) == 43
    shutil.copy(board, at / "voting.bel")

    run("tally", "close", board, "--workers", 1)
    for owner in (1, 2, 3):
        run("trustee", "shuffle", board, "--out", at / f"shuffle-{owner}", "--workers", 1)
        run("tally", "shuffle", board, at / f"shuffle-{owner}", "--owner", owner, "--workers", 1)
    run("tally", "end-shuffles", board)
    run("trustee", "decrypt", board, "--key", single.with_suffix(".privkey"), "--out", at / "pd-1", "--workers", 1)
    run("tally", "decryption", board, at / "pd-1", "--owner", 1, "--workers", 1)
    for owner, path in ((4, certs[2]), (2, certs[0])):
        run(
            "trustee",
            "decrypt",
            board,
            "--key",
            path.with_suffix(".key"),
            "--dkey",
            path.with_suffix(".dkey"),
            "--out",
            at / f"pd-{owner}",
            "--workers",
            1,
        )
        run("tally", "decryption", board, at / f"pd-{owner}", "--owner", owner, "--workers", 1)
    (at / "result").write_text(run("tally", "result", board, "--workers", 1))
    return at


def private_ballot(at: Path, code: str, choices: Any, number: int) -> Path:
    for name, text in ((f"code-{number}", code), (f"choices-{number}", json.dumps(choices))):
        (at / name).write_text(text)
        (at / name).chmod(0o600)
    out = at / f"ballot-{number}"
    run(
        "ballot",
        at / "election.json",
        "--code",
        at / f"code-{number}",
        "--choices",
        at / f"choices-{number}",
        "--out",
        out,
    )
    return out


def test_result_is_that_of_the_last_votes(folder: Path) -> None:
    [adopted, rankings] = json.loads((folder / "result").read_text())["result"]
    assert (adopted, sorted(rankings)) == ([0, 2], [[0, 1, 0], [3, 2, 1]])


def test_whole_board_is_verified(folder: Path) -> None:
    report = json.loads(run("verify", folder / "board.bel", "--since", folder / "voting.bel", "--json", "--workers", 1))
    assert (report["verdict"], report["findings"]) == ("verified", [])
    facts = report["facts"]
    assert (facts["ballots"], facts["counted"], facts["credentials"]) == (3, 2, 5)
    assert (facts["shuffled_by"], facts["decrypted_by"]) == ([1, 2, 3], [1, 4, 2])
    (folder / "published.json").write_text(json.dumps(facts["fingerprints"]))
    text = run("verify", folder / "board.bel", "--published", folder / "published.json", "--workers", 1)
    assert "board.bel: verified\n" in text
    assert "2 of 5 credentials" in text
    assert "  result       Adopt?: 0, 2\n  result       Rank them: 2 papers" in text


def test_private_files_are_for_their_owner_only(folder: Path) -> None:
    private = [
        folder / "book",
        *folder.glob("*.privkey"),
        *folder.glob("*.key"),
        *folder.glob("*.dkey"),
        *folder.glob("mail/*"),
    ]
    assert len(private) == 1 + 1 + 3 + 3 + 1
    assert {mode(path) for path in private} == {0o600}


def test_private_file_that_others_can_read_is_refused(folder: Path) -> None:
    shutil.copy(folder / "book", folder / "open book")
    (folder / "open book").chmod(0o644)
    assert "chmod 600" in run("credentials", "public", folder / "open book", "1" * 14, status=2)


def test_board_that_lost_a_ballot_is_told_from_an_earlier_copy(folder: Path) -> None:
    output = run("verify", folder / "voting.bel", "--since", folder / "board.bel", status=1)
    assert "archive-prefix" in output


def test_altered_board_fails_in_plain_words(folder: Path) -> None:
    altered = folder / "altered.bel"
    altered.write_bytes((folder / "board.bel").read_bytes().replace(b'{"result":[[0,2]', b'{"result":[[2,0]'))
    output = run("verify", altered, "--workers", 1, status=1)
    assert "altered.bel: failed" in output
    assert "archive-record-name: does not hold" in output
    assert "  result  " not in output
    assert "archive-missing: does not hold: What an event points to stands before it." in output


def test_missing_shuffler_is_found_where_the_policy_is_told(folder: Path) -> None:
    assert "shuffle-policy" in run("verify", folder / "board.bel", "--shuffled-by", "1,4", "--workers", 1, status=1)


def test_register_is_marked_in_roll_order(folder: Path) -> None:
    assert (
        run("credentials", "mark", folder / "book", folder / "board.bel") == "voter,voted\nAnn,yes\nBen,yes\nEve,no\n"
    )


def test_public_half_has_spares_and_no_voter(folder: Path) -> None:
    public = run("credentials", "public", folder / "book", (folder / "uuid").read_text())
    assert public.encode() == (folder / "creds.json").read_bytes()
    listed = json.loads(public)
    assert len(listed) == 5
    assert listed == sorted(listed)
    assert "Ann" not in public


def test_code_is_reissued_to_who_has_not_voted(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copy(folder / "book", book)
    files = ("--code", tmp_path / "new", "--withdrawn", tmp_path / "withdrawn")
    assert "has voted" in run(
        "credentials", "reissue", book, "Ann", "--archive", folder / "voting.bel", *files, status=2
    )
    assert run("credentials", "reissue", book, "Eve", "--archive", folder / "voting.bel", *files) == "1 spares left\n"
    assert mode(tmp_path / "new") == mode(book) == 0o600
    new = (tmp_path / "new").read_text().splitlines()[1].split(",")[1]
    old = dict(line.split(",") for line in (folder / "mail" / "code-1.csv").read_text().splitlines()[1:])["Eve"]
    board = tmp_path / "board.bel"
    shutil.copy(folder / "voting.bel", board)
    refused = private_ballot(folder, old, [[1, 0], [0, 0, 0]], 10)
    taken = private_ballot(folder, new, [[1, 0], [0, 0, 0]], 11)
    cast = ("election", "cast", board, "--withdrawn", tmp_path / "withdrawn")
    assert "ballot-credential" in run(*cast, refused, status=1)
    run(*cast, taken)
    assert run("credentials", "mark", book, board) == "voter,voted\nAnn,yes\nBen,yes\nEve,yes\n"


def test_codes_are_barred_from_a_board_save_those_that_have_voted(folder: Path, tmp_path: Path) -> None:
    book, refused = tmp_path / "book", tmp_path / "refused"
    shutil.copy(folder / "book", book)
    shown = ("--archive", folder / "voting.bel", "--on", (folder / "uuid").read_text(), "--refused", refused)
    assert "Zoe holds no code in use" in run("credentials", "bar", book, "Zoe", *shown, status=2)
    assert run("credentials", "bar", book, "Ann", "Eve", *shown) == "1 credentials to be refused\n"
    assert len(json.loads(refused.read_text())) == 1
    assert run("credentials", "mark", book, folder / "voting.bel").splitlines()[1:] == ["Ann,yes", "Ben,yes", "Eve,no"]


def test_spares_are_printed_for_every_board(folder: Path) -> None:
    assert len(json.loads(run("credentials", "spares", folder / "book"))) == 2


def test_late_voter_takes_a_spare_and_the_last_spare_is_the_last(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copy(folder / "book", book)
    for voter, status in (("Fay", 0), ("Gus", 0), ("Hal", 2)):
        files = ("--code", tmp_path / voter, "--withdrawn", tmp_path / "withdrawn")
        output = run("credentials", "reissue", book, voter, "--archive", folder / "voting.bel", *files, status=status)
    assert "no spare code is left" in output
    marked = run("credentials", "mark", book, folder / "voting.bel").splitlines()
    assert marked[1:4] == ["Ann,yes", "Ben,yes", "Eve,no"]
    assert sorted(marked[4:]) == ["Fay,no", "Gus,no"]


def test_codes_are_split_in_parts_and_in_halves(folder: Path, tmp_path: Path) -> None:
    run("credentials", "split", folder / "book", tmp_path, "--parts", 2)
    run("credentials", "halves", folder / "book", tmp_path)
    parts = [(tmp_path / f"code-{number}.csv").read_text().splitlines()[1:] for number in (1, 2)]
    assert [len(part) for part in parts] == [1, 2]
    whole = dict(line.split(",") for part in parts for line in part)
    first, second = (
        dict(line.split(",") for line in (tmp_path / name).read_text().splitlines()[1:])
        for name in ("first.csv", "second.csv")
    )
    assert {voter: f"{first[voter]}-{second[voter]}" for voter in first} == whole


def test_erased_codes_are_gone_and_voters_can_still_be_marked(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    shutil.copy(folder / "book", book)
    code = (folder / "mail" / "code-1.csv").read_text().splitlines()[1].split(",")[1]
    assert code in book.read_text()
    run("credentials", "erase", book)
    assert code not in book.read_text()
    assert mode(book) == 0o600
    assert "were erased" in run("credentials", "split", book, tmp_path, status=2)
    assert "Ann,yes" in run("credentials", "mark", book, folder / "board.bel")
    run("credentials", "erase", book, "--whole")
    assert not book.exists()


def test_what_may_not_stand_on_the_board_is_refused(folder: Path, tmp_path: Path) -> None:
    board = tmp_path / "board.bel"
    shutil.copy(folder / "voting.bel", board)
    before = board.read_bytes()
    assert "ballot-duplicate" in run("election", "cast", board, folder / "ballot-0", status=1)
    assert "ballot-form" in run("election", "cast", board, folder / "trustees.json", status=1)
    assert "event-grammar" in run("tally", "shuffle", board, folder / "shuffle-1", "--owner", 1, status=1)
    assert "event-grammar" in run("tally", "result", board, status=1)
    assert board.read_bytes() == before
    run("tally", "close", board, "--workers", 1)
    assert "shuffle-owner" in run("tally", "shuffle", board, folder / "shuffle-1", "--owner", 9, status=1)
    other = json.loads((folder / "shuffle-2").read_text())
    other["ciphertexts"][0].reverse()
    (tmp_path / "other").write_text(json.dumps(other, separators=(",", ":")))
    refusal = run("tally", "shuffle", board, tmp_path / "other", "--owner", 1, "--workers", 1, status=1)
    assert "shuffle-proof" in refusal


def test_trustee_does_not_work_on_a_false_board(folder: Path, tmp_path: Path) -> None:
    false = tmp_path / "false.bel"
    false.write_bytes((folder / "voting.bel").read_bytes() + b"\0" * 512)
    refusal = run("trustee", "shuffle", false, "--out", tmp_path / "shuffle", "--workers", 1, status=1)
    assert "not verified" in refusal


def test_wrong_choices_and_codes_are_refused(folder: Path, tmp_path: Path) -> None:
    for name, text in (
        ("code", "AAAAA-AAAAAA-AAAAA-AAAAAA"),
        ("bad code", "secret"),
        ("both", "[[1,1],[0,0,0]]"),
        ("few", "[]"),
    ):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o600)

    def ballot(code: str, choices: str) -> str:
        election = folder / "election.json"
        return run(
            "ballot",
            election,
            "--code",
            tmp_path / code,
            "--choices",
            tmp_path / choices,
            "--out",
            tmp_path / "out",
            status=2,
        )

    assert "1 to 1 marks are allowed, not 2" in ballot("code", "both")
    assert "2 choices, one for each question" in ballot("code", "few")
    refusal = ballot("bad code", "few")
    assert "no voting code" in refusal
    assert "secret" not in refusal


def test_played_election_is_continued_and_verified(tmp_path: Path) -> None:
    plan = {
        "name": "Play",
        "description": "",
        "questions": QUESTIONS,
        "trustees": ["single", {"threshold": 1, "of": 2}],
        "shuffling": [1, 2],
        "decrypting": [1, 3],
        "voters": [1, 1, 1],
        "votes": [[0, [[1, 0], [1, 2, 3]]], [2, [[0, 1], [0, 0, 1]]]],
    }
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    run("election", "play", tmp_path, "--workers", 1)
    [board] = tmp_path.glob("*.bel")
    whole = board.read_bytes()
    assert mode(tmp_path / "seed") == 0o600
    board.write_bytes(whole[: len(whole) // 2])
    run("election", "play", tmp_path, "--workers", 1)
    assert board.read_bytes() == whole
    run("election", "play", tmp_path, "--workers", 1)
    assert "verified" in run("verify", board, "--workers", 1)
    [adopted, rankings] = json.loads((tmp_path / "result.json").read_text())["result"]
    assert (adopted, sorted(rankings)) == ([1, 1], [[0, 0, 1], [1, 2, 3]])


def test_texts_of_an_archive_cannot_deceive_the_terminal(folder: Path, tmp_path: Path) -> None:
    name = "Trial\x1b[2J\rboard: verified\n"
    questions, trustees, credentials = (folder / file for file in ("questions.json", "trustees.json", "creds.json"))
    election, board = tmp_path / "election.json", tmp_path / "board.bel"
    run("election", "make", questions, trustees, "--uuid", "1" * 14, "--name", name, "--out", election)
    run("election", "open", election, trustees, credentials, board)
    output = run("verify", board, "--workers", 1)
    assert "election     Trial\ufffd[2J\ufffdboard: verified\ufffd (" in output
    assert "\x1b" not in output
