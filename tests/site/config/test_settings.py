import re
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

import hustings_site.config
from hustings_site.config.database import database
from hustings_site.config.mail import mail
from hustings_site.config.secret_key import keep_secret_key, secret_key

CONFIG = Path(hustings_site.config.__file__).parent
DOCS = Path(__file__).resolve().parents[3] / "docs" / "site" / "settings.md"


def test_every_setting_is_documented_and_nothing_else() -> None:
    read = {
        name
        for file in CONFIG.parent.glob("**/*.py")
        for name in re.findall(r'environ\.get\("(\w+)"', file.read_text())
    }
    assert set(re.findall(r"^\| `(\w+)` \|", DOCS.read_text(), flags=re.MULTILINE)) == read


def test_database_is_a_file_beside_the_data_unless_named(tmp_path: Path) -> None:
    settings = database("", tmp_path)
    assert (settings["ENGINE"], settings["NAME"]) == ("django.db.backends.sqlite3", tmp_path / "hustings.sqlite3")


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("postgres://who@%2Ftmp%2FaB/db", ("db", "who", "", "/tmp/aB", "")),
        ("postgresql://who:s%40fe@db.example:5433/votes", ("votes", "who", "s@fe", "db.example", "5433")),
    ],
)
def test_database_url_names_a_postgresql(tmp_path: Path, url: str, named: tuple[str, ...]) -> None:
    settings = database(url, tmp_path)
    assert tuple(settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == named


def test_database_url_passes_options_on(tmp_path: Path) -> None:
    assert database("postgresql://who@host/db?sslmode=require", tmp_path)["OPTIONS"] == {"sslmode": "require"}


def test_database_url_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL: mysql: is not a database served here"):
        database("mysql://host/db", tmp_path)


def test_secret_key_is_kept_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUSTINGS_SECRET_KEY")
    keep_secret_key(tmp_path / "new")
    kept = tmp_path / "new" / "secret-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert secret_key(tmp_path / "new") == kept.read_text()


def test_secret_key_once_made_stays(tmp_path: Path) -> None:
    keep_secret_key(tmp_path)
    first = (tmp_path / "secret-key").read_text()
    keep_secret_key(tmp_path)
    assert (tmp_path / "secret-key").read_text() == first


def test_secret_key_of_the_environment_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_secret_key(tmp_path)
    monkeypatch.setenv("HUSTINGS_SECRET_KEY", "mine")
    assert secret_key(tmp_path) == "mine"


@pytest.mark.parametrize(
    ("url", "port", "at_once", "later"),
    [
        ("smtp://who:s%40fe@mail.example", 587, False, True),
        ("smtps://who:s%40fe@mail.example", 465, True, False),
        ("smtp://127.0.0.1:25", 25, False, False),
    ],
)
def test_mail_leaves_by_the_server_that_is_named(
    tmp_path: Path, url: str, port: int, at_once: bool, later: bool
) -> None:
    settings = mail(url, tmp_path)
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_SSL"], settings["EMAIL_USE_TLS"]) == (port, at_once, later)
    if "who" in url:
        assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("who", "s@fe")


def test_mail_is_kept_beside_the_data_where_no_server_is_named(tmp_path: Path) -> None:
    assert mail("", tmp_path)["EMAIL_FILE_PATH"] == str(tmp_path / "outbox")


def test_mail_by_an_address_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="HUSTINGS_SMTP is not understood"):
        mail("https://mail.example", tmp_path)
