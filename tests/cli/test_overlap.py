"""`hustings overlap`, run as two bodies and their matcher run it, each in a folder of its own."""

from pathlib import Path

from click.testing import CliRunner, Result

from hustings.cli.overlap import command

ANCHOR = "number,name,email\n1,Ann,ann@example.org\n2,Bob,bob@example.org\n3,Cleo,\n"
BUOY = "member,mail\nx1,Bob@Example.org\nx2,dan@example.org\nx3,home@example.org\nx4,home@example.org\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])


def test_two_bodies_and_a_matcher_count_everybody_once(tmp_path: Path) -> None:
    anchor, buoy, matcher = (tmp_path / name for name in ("anchor", "buoy", "matcher"))
    for folder in (anchor, buoy, matcher):
        folder.mkdir()
    (anchor / "members.csv").write_text(ANCHOR)
    (buoy / "members.csv").write_text(BUOY)

    drawn = run("key", anchor / "key")
    check = drawn.stdout.rpartition(" ")[2].strip()
    assert drawn.stdout == f"key: give it to the other bodies and to nobody else; check {check}\n"
    assert (anchor / "key").stat().st_mode & 0o777 == 0o600
    (buoy / "key").touch(mode=0o600)
    (buoy / "key").write_text((anchor / "key").read_text())

    made = run("hash", anchor / "members.csv", "--key", anchor / "key", "--body", "Anchor", "--out", matcher / "a.json")
    assert made.stdout == (
        f"3 members: 2 hashes for the matcher; check {check}\n"
        "not looked for elsewhere: 1 without an address, 0 who share one\n"
    )
    options = ("--body", "Buoy", "--weight", "2", "--email", "mail", "--out", matcher / "b.json")
    made = run("hash", buoy / "members.csv", "--key", buoy / "key", *options)
    assert made.stdout == (
        f"4 members: 2 hashes for the matcher; check {check}\n"
        "not looked for elsewhere: 0 without an address, 2 who share one\n"
    )

    matched = run("match", matcher / "a.json", matcher / "b.json", "--out", matcher)
    assert matched.stdout == (
        "3 people with an address of their own, 1 of them on several lists\n"
        "a-answer.json, for Anchor alone: 1 of 2 are counted there\n"
        "b-answer.json, for Buoy alone: 2 of 2 are counted there\n"
    )

    told = run("names", anchor / "members.csv", matcher / "a-answer.json", "--key", anchor / "key")
    assert told.stdout == "2\n"
    columns = ("--email", "mail", "--number", "member")
    told = run("names", buoy / "members.csv", matcher / "b-answer.json", "--key", buoy / "key", *columns)
    assert told.stdout == ""


def test_matcher_holds_hashes_and_neither_key_nor_address(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(ANCHOR)
    run("key", tmp_path / "key")
    run("hash", tmp_path / "members.csv", "--key", tmp_path / "key", "--body", "X", "--out", tmp_path / "a.json")
    text = (tmp_path / "a.json").read_text()
    assert [
        word for word in ("ann", "bob", "cleo", "example", (tmp_path / "key").read_text().strip()) if word in text
    ] == []


def test_key_is_never_written_over_another(tmp_path: Path) -> None:
    run("key", tmp_path / "key")
    assert run("key", tmp_path / "key").exit_code == 2


def test_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(ANCHOR)
    run("key", tmp_path / "key")
    (tmp_path / "key").chmod(0o644)
    refused = run("hash", tmp_path / "members.csv", "--key", tmp_path / "key", "--body", "X", "--out", tmp_path / "a")
    assert refused.exit_code == 2
    assert "others can read this private file" in refused.stderr


def test_column_that_is_not_there_is_named_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text("number,mail\n")
    run("key", tmp_path / "key")
    refused = run("hash", tmp_path / "members.csv", "--key", tmp_path / "key", "--body", "X", "--out", tmp_path / "a")
    assert "members.csv:1: there is no column email: name it by --email or --number" in refused.stderr
