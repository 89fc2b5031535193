"""Setting a machine up: what is lacking is named with what is left out, and what is there is not made again."""

from pathlib import Path

import pytest

import prepare


def need(*, vital: bool = False) -> prepare.Need:
    return prepare.Need("a lamp", ("lamp", "lamp-oil"), lambda: False, "reading after dark", vital=vital)


@pytest.fixture(autouse=True)
def machine_without_apt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def test_lacking_program_is_named_with_what_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "STRICT", False)
    assert prepare.install_programs([need()]) == "\n      going on without"
    said = "\n      a lamp is lacking (Debian: lamp lamp-oil); left out: reading after dark"
    assert capsys.readouterr().out == said


def test_lacking_program_ends_a_strict_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "STRICT", True)
    with pytest.raises(prepare.LackError, match="apt-get install lamp lamp-oil"):
        prepare.install_programs([need()])


def test_lacking_vital_program_ends_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "STRICT", False)
    with pytest.raises(prepare.LackError, match="apt-get install lamp lamp-oil"):
        prepare.install_programs([need(vital=True)])


def test_stamp_is_fresh_until_its_source_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(prepare, "VENV", tmp_path)
    source = tmp_path / "lock.txt"
    source.write_text("lamp==1")
    before = prepare.Stamp("lamp", [source])
    assert not before.fresh()
    before.set()
    assert prepare.Stamp("lamp", [source]).fresh()
    source.write_text("lamp==2")
    assert not prepare.Stamp("lamp", [source]).fresh()
