"""`hustings count`, run as people run it: output, messages, exit status, and what is imported."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/report/golden"
GUILD = ["--rule", "scotland_2011", "--lots", str(GOLDEN / "guild.toml"), str(GOLDEN / "guild.blt")]
TIE = '2 1\n1 1 2 0\n1 2 1 0\n0\n"Ash"\n"Birch"\n"Tied"\n'


def hustings(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "", **environment}
    command = [sys.executable, "-m", "hustings", "count", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env=surroundings, check=False)


@pytest.fixture
def tie(tmp_path):
    (tmp_path / "tie.blt").write_text(TIE)
    return tmp_path / "tie.blt"


def test_text_names_rule_version_and_digests():
    done = hustings(*GUILD)
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    body, _, checks = text.partition("To check this count\n")
    expected = (GOLDEN / "guild.txt").read_text()
    assert body == expected.partition("To check this count\n")[0]
    lines = checks.splitlines()
    digest = hashlib.sha256((GOLDEN / "guild.blt").read_bytes()).hexdigest()
    assert lines[0] == "Rule        scotland_2011: SSI 2011/399, Schedule 1, rules 44 to 54"
    assert lines[1].startswith("Counted by  hustings ")
    assert lines[2] == f"Ballots     SHA-256 {digest}  guild.blt"
    assert [line.split()[0] for line in lines[3:]] == ["Lots", "Transcript"]


def test_json_has_the_elected_and_the_stages():
    document = json.loads(hustings("--format", "json", *GUILD).stdout)
    assert document["elected"] == ["Ash, Ada", "Cedar, Cora", "Birch, Ben"]
    assert [stage["non_transferable"] for stage in document["stages"]] == [
        "0.00000",
        "0.82360",
        "0.82360",
        "1.82360",
        "2.78136",
        "8.78136",
    ]


@pytest.mark.parametrize(("wanted", "begins"), [("html", b"<!doctype html>"), ("svg", b"<svg xmlns=")])
def test_page_and_chart_are_printed(wanted, begins):
    done = hustings("--format", wanted, *GUILD)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(begins)


def test_output_goes_to_a_file(tmp_path):
    done = hustings("--output", str(tmp_path / "report.txt"), *GUILD)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "report.txt").read_bytes() == hustings(*GUILD).stdout


def test_papers_can_come_from_standard_input():
    piped = hustings(*GUILD[:-1], "-", "--format", "json", given=(GOLDEN / "guild.blt").read_bytes())
    assert json.loads(piped.stdout)["elected"] == ["Ash, Ada", "Cedar, Cora", "Birch, Ben"]


def test_vacancies_can_be_given(tie):
    document = json.loads(hustings("--rule", "scotland_2011", "--vacancies", "2", "--format", "json", str(tie)).stdout)
    assert document["elected"] == ["Ash", "Birch"]


def test_what_the_file_is_can_be_said(tmp_path):
    (tmp_path / "poll.csv").write_text("1,2\nAsh,Birch\n")
    named = ["--rule", "irv", "--vacancies", "1", "--format", "json", str(tmp_path / "poll.csv")]
    assert json.loads(hustings("--from", "csv:ranks", *named).stdout)["elected"] == ["Ash"]
    done = hustings("--from", "docx", *named)
    assert (done.returncode, done.stderr.decode().partition("; ")[0]) == (
        2,
        f"{tmp_path / 'poll.csv'}: no format is called 'docx'",
    )


def test_candidate_order_is_said_to_be_no_lot(tie):
    done = hustings("--rule", "irv", "--lots", "candidate-order", str(tie))
    assert done.returncode == 0
    assert "Lots       candidate order (a trial, not a lot)" in done.stdout.decode()


def test_a_missing_lot_ends_with_status_3_and_the_question(tie):
    done = hustings("--rule", "irv", str(tie))
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode().startswith(
        "Lot needed at stage 2 (step 4): who is excluded, Ash or Birch?\nDraw the lot before witnesses, "
    )


@pytest.mark.parametrize("form", ["text", "html"])
def test_report_speaks_french_when_asked(form):
    done = hustings(*GUILD, "--language", "fr", "--format", form)
    assert (done.returncode, done.stderr) == (0, b"")
    french = done.stdout.decode()
    assert "Sièges pourvus\u00a0: 3 sur 3, dans l’ordre d’élection" in french
    digest = re.search("[0-9a-f]{64}", hustings(*GUILD).stdout.decode().rpartition("Transcript")[2])
    assert digest[0] in french


def test_a_missing_lot_is_told_in_french(tie):
    done = hustings("--rule", "irv", "--language", "fr", str(tie))
    assert (done.returncode, done.stdout) == (3, b"")
    question = "Tirage au sort nécessaire à l’étape 2 (step 4)\u00a0: qui est à exclure, Ash ou Birch\u202f?\n"
    assert done.stderr.decode().startswith(question)


def test_faulty_papers_are_told_in_french(tmp_path):
    papers = tmp_path / "ward12.blt"
    papers.write_text("2 1\n5 1 9 0\n0\n")
    done = hustings("--rule", "irv", "--language", "fr", str(papers))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        f"{papers}:2\u00a0: la candidature 9 n’existe pas (ce fichier en compte 2)\u202f; "
        "corrigez ce numéro, ou la liste\n"
    )


def test_faulty_contest_file_is_told_in_french(tmp_path):
    contest = tmp_path / "contest.toml"
    contest.write_text("[contest]\nvacancys = 1\n")
    done = hustings(*GUILD[-1:], "--contest", str(contest), "--language", "fr")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"{contest}:2\u00a0: clé inconnue 'vacancys'\u202f; [contest] contient ")


def test_a_missing_lot_is_told_in_json_too(tie):
    done = hustings("--rule", "irv", "--format", "json", str(tie))
    assert done.returncode == 3
    assert json.loads(done.stdout) == {
        "format": 1,
        "stopped": "lot needed",
        "question": "lot needed at stage 2 (step 4): who is excluded, Ash or Birch?",
        "tied": ["Ash", "Birch"],
        "purpose": "exclude",
        "stage": 2,
        "clause": "step 4",
    }


def test_the_recorded_draw_that_the_message_shows_lets_the_count_go_on(tie):
    message = hustings("--rule", "irv", str(tie)).stderr.decode()
    shown = [line.strip() for line in message.splitlines() if line.startswith("    ")]
    tie.with_name("lots.toml").write_text("\n".join(shown).replace('["Ash", "Birch"]', '["Birch", "Ash"]'))
    done = hustings("--rule", "irv", "--lots", str(tie.with_name("lots.toml")), "--format", "json", str(tie))
    assert json.loads(done.stdout)["elected"] == ["Ash"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rule", "nonsense", "{tie}"], "no rule is called 'nonsense'; `hustings rules` lists them\n"),
        (["--rule", "irv", "{tie}.not"], "{tie}.not: No such file or directory\n"),
        (["--rule", "irv", "{folder}"], "{folder}: Is a directory\n"),
        (["--rule", "irv", "--vacancies", "2", "{tie}"], "irv fills one vacancy; this contest has 2\n"),
        (["--rule", "irv", "--lots", "{tie}.toml", "{tie}"], "{tie}.toml: No such file or directory\n"),
        (
            ["--rule", "irv", "--lots", "candidate-order", "--output", "{folder}", "{tie}"],
            "Error: Invalid value for '--output': File '{folder}' is a directory.\n",
        ),
        (
            ["--rule", "irv", "--lots", "candidate-order", "--output", "{folder}/no/file", "{tie}"],
            "{folder}/no/file: No such file or directory\n",
        ),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_wrong_use_ends_with_status_2_and_a_message(tie, arguments, message):
    names = {"tie": str(tie), "folder": str(tie.parent)}
    done = hustings(*(argument.format(**names) for argument in arguments))
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().endswith(message.format(**names))
    assert b"Traceback" not in done.stderr


def test_a_bad_file_is_named_with_its_line_and_a_cure(tmp_path):
    (tmp_path / "bad.blt").write_text('2 1\n1 3 0\n0\n"Ash"\n"Birch"\n"T"\n')
    done = hustings("--rule", "irv", str(tmp_path / "bad.blt"))
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"{tmp_path}/bad.blt:2: ")
    assert done.stderr.count(b"\n") == 1


def test_bad_lots_are_named_with_their_line(tie):
    tie.with_name("lots.toml").write_text('order = ["Ash", "Birhc"]\n')
    done = hustings("--rule", "irv", "--lots", str(tie.with_name("lots.toml")), str(tie))
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"{tie.parent}/lots.toml:1: ")


CONTEST = """
[contest]
title = "Stewards"
vacancies = 2
rule = "scotland_2011"

[[withdrawal]]
candidate = "Cedar, Cora"
policy = "as cast"

[lots]
order = ["1", "2", "3", "4", "5", "6"]
"""


def test_a_contest_file_says_rule_vacancies_withdrawals_and_lots(tmp_path):
    (tmp_path / "contest.toml").write_text(CONTEST)
    done = hustings("--contest", str(tmp_path / "contest.toml"), "--format", "json", GUILD[-1])
    document = json.loads(done.stdout)
    assert (document["title"], document["rule"]["name"]) == ("Stewards", "scotland_2011")
    assert document["elected"] == ["Ash, Ada", "Cedar, Cora"]
    assert document["vacant"] == ["Cedar, Cora was elected and had gone"]
    assert b"      vacant: Cedar, Cora was elected and had gone\n" in hustings(
        "--contest", str(tmp_path / "contest.toml"), GUILD[-1]
    ).stdout  # fmt: skip


def test_the_contest_file_that_the_documentation_shows_is_read(tmp_path):
    shown = (ROOT / "docs/cli/count.md").read_text().partition("## The contest file")[2]
    contest = tmp_path / "contest.toml"
    example = shown.partition("```toml\n")[2].partition("```")[0]
    without_ron = re.sub(r"reopen_nominations.*", "", example)
    contest.write_text(re.sub(r"\[\[constraint\]\].*?\n\n", "", without_ron, flags=re.DOTALL))
    ballots = tmp_path / "two.blt"
    ballots.write_text('2 1\n3 1 2 0\n2 2 0\n0\n"Ada Ash"\n"Ben Birch and Cal Cedar"\n"Executive"\n')
    options = ["--rule", "irv", "--vacancies", "1", "--format", "json"]
    document = json.loads(hustings("--contest", str(contest), *options, str(ballots)).stdout)
    assert (document["title"], document["elected"]) == ("Executive committee", ["Ada Ash"])
    assert document["withdrawn"] == ["Ben Birch and Cal Cedar"]


def test_constraints_are_named_with_the_result(tmp_path):
    contest = tmp_path / "contest.toml"
    names = ["Ash, Ada", "Birch, Ben", "Cedar, Cora", "Dogwood, Dan", "Elder, Eve", "Furze, Finn"]
    listed = "".join(f'[[candidate]]\nname = "{n}"\ncategories = {["north"] if "D" in n else []}\n' for n in names)
    contest.write_text(listed + '[[constraint]]\ncategory = "north"\nmin = 1\n')
    done = hustings("--contest", str(contest), *GUILD)
    assert b"\nBound      at least 1 north among those elected\n" in done.stdout
    assert b"   3. Dogwood, Dan " in done.stdout
    page = hustings("--contest", str(contest), "--format", "html", *GUILD)
    assert b"<dt>Constraint</dt><dd>at least 1 north among those elected</dd>" in page.stdout


def test_options_go_before_the_contest_file(tmp_path):
    (tmp_path / "contest.toml").write_text(CONTEST)
    options = ["--rule", "irv", "--vacancies", "1", "--lots", "candidate-order", "--format", "json"]
    document = json.loads(hustings("--contest", str(tmp_path / "contest.toml"), *options, GUILD[-1]).stdout)
    assert (document["rule"]["name"], document["vacancies"]) == ("irv", 1)
    assert document["lots"]["source"] == "candidate order (a trial, not a lot)"


def test_a_rule_must_be_named_somewhere(tmp_path):
    done = hustings(GUILD[-1])
    assert (done.returncode, done.stderr) == (2, b"no rule; say --rule RULE (`hustings rules` lists them)\n")
    contest = tmp_path / "contest.toml"
    contest.write_text("[contest]\nvacancies = 2\n")
    done = hustings("--contest", str(contest), GUILD[-1])
    said = f"{contest}: no rule; write rule = ... in [contest], or say --rule RULE (`hustings rules` lists them)\n"
    assert (done.returncode, done.stderr.decode()) == (2, said)


def test_a_store_that_is_not_installed_is_named(tie):
    blocked = "import sys; sys.modules['numpy'] = None; from hustings.cli import main; main(prog_name='hustings')"
    command = [sys.executable, "-c", blocked, "count", "--rule", "irv", "--store", "numpy", str(tie)]
    done = subprocess.run(
        command, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=False
    )
    assert (done.returncode, done.stderr) == (2, b"the store 'numpy' is not installed here; leave --store out\n")


def test_a_wide_terminal_has_more_stages_side_by_side():
    assert b"Stages 1 to 6 of 6" in hustings(*GUILD, COLUMNS="200").stdout
    assert b"Stages 1 to 2 of 6" in hustings(*GUILD, COLUMNS="80").stdout


def test_a_ward_is_counted_without_importing_what_is_slow():
    listing = (
        "import sys; from hustings.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "slow = {'numpy', 'django', 'rich', 'pathlib', 'importlib.metadata', 'fractions', 'html', 'tomllib'}\n"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)"
    )
    arguments = ["count", "--rule", "scotland_2011", "--lots", "candidate-order", GUILD[-1]]
    command = [sys.executable, "-S", "-c", listing, *arguments]
    path = os.pathsep.join([str(ROOT / "src"), *(p for p in sys.path if p.endswith("-packages"))])
    done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONPATH": path}, check=True)
    assert done.stderr == b"[]\n"
