"""People in browsers of their own, and what a key holder does who follows the page word for word."""

import re
import shlex
from html import unescape
from pathlib import Path

from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from hustings.cli import main
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account
from hustings_site.elections.models import Election


def send(client: Client, path: str, fields: dict[str, object]) -> HttpResponse:
    slips = re.findall(r'name="(slip_\w+)" value="([^"]*)"', client.get(path).text)
    return client.post(path, {**dict(slips[:2]), **fields})


def browser(user: User) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def person(name: str, office: Office, election: Election) -> User:
    user = open_account(by="test", email=f"{name.lower()}@keys.example.org", name=name)
    give_office(by="test", user=user, office=office, scope=election.scope)
    return user


def work(client: Client, path: str, folder: Path) -> HttpResponse:
    """Do what the page says, word for word: download, type the commands, bring the file."""
    page = client.get(path).text.partition('<section class="flow">\n<h2>')[2]
    for url, name in re.findall(r'<a href="([^"]+)" download="([^"]+)"', page):
        (folder / name).write_bytes(b"".join(client.get(url)))
    before = set(folder.iterdir())
    for command in re.findall(r"<pre[^>]*><code>(.+?)</code>", page):
        words = shlex.split(unescape(command).replace("NAME", "x"))
        if words[0] == "chmod":
            (folder / words[2]).chmod(int(words[1], 8))
            continue
        assert words[0] == "hustings"
        at = [str(folder) if word == "." else word for word in words[1:]]
        at = [str(folder / word) if re.fullmatch(r"[\w-]+\.\w+", word) else word for word in at]
        ran = CliRunner().invoke(main, at)
        assert ran.exit_code == 0, ran.output
    [brings, *_later] = re.findall(r"Bring the file <code>(.+?)</code>", page)
    ending = Path(brings).suffix
    [made] = [path for path in set(folder.iterdir()) - before if path.suffix == ending]
    [name, *_others] = re.findall(r'name="work" value="([^"]+)"', page)
    return client.post(path, {"work": name, f"{name}-file": SimpleUploadedFile(made.name, made.read_bytes())})
