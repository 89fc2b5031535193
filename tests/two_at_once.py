"""Officers and workers at the same moment, on a database of their own: each story prints what came of it, as JSON.

Run by tests/site/scenarios/test_two_at_once.py, since rows that are really committed cannot be taken back from an
append-only table.
"""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from desks import OPEN, Desk, at, desk
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings_site.accounts.models import User
from hustings_site.elections.approved_acts import propose_void
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest, Election
from hustings_site.journal.acts import Act, Details, register
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Entry, Heartbeat, ScheduledAct
from hustings_site.journal.schedule import do_what_is_due, promise
from hustings_site.journal.selectors import broken_seals

AT_ONCE = 4


def together(calls: Sequence[Callable[[], object]]) -> list[object]:
    """What each call gives, all of them begun at the same moment, each on a connection of its own."""
    ready = Barrier(len(calls))

    def begin(call: Callable[[], object]) -> object:
        try:
            ready.wait()
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))


def browser(user: User) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def slip(client: Client, path: str) -> dict[str, str]:
    return dict(re.findall(r'name="(slip_\w+)" value="([^"]*)"', client.get(path).text))


def same_form_sent_many_times(made: Desk) -> object:
    """One showing of a form, sent by several clicks at once."""
    path = reverse("elections:begin")
    fields = {"organisation": made.organisation.pk, "title": "Autumn", "kind": "members"}
    browsers = [browser(made.orla) for _click in range(AT_ONCE)]
    fields |= slip(browsers[0], path)
    answers = together([lambda each=each: each.post(path, fields).status_code for each in browsers])
    return {"answers": answers, "elections": Election.objects.filter(title="Autumn").count()}


def two_officers_change_one_election(made: Desk) -> object:
    """Both have seen the same page, and change different things."""
    path = reverse("elections:set_up", args=[made.election.slug])
    page = browser(made.orla).get(path).text
    typed = dict(re.findall(r'<input type="(?:text|datetime-local)" name="(\w+)" value="([^"]*)"', page))
    chosen = dict(re.findall(r'<select name="(\w+)".*?<option value="([^"]*)" selected', page, flags=re.DOTALL))
    officers = [browser(made.orla), browser(made.tam)]
    sent = [{**typed, **chosen, **slip(each, path), "spares": str(n)} for n, each in enumerate(officers, start=7)]
    posts = [
        lambda each=each, form=form: each.post(path, form).status_code
        for each, form in zip(officers, sent, strict=True)
    ]
    answers = together(posts)
    made.election.refresh_from_db()
    winner = made.election.spares - 7
    return {"answers": sorted(answers), "kept": answers[winner] == 302, "version": made.election.version}


def two_officers_pause_one_poll(made: Desk) -> object:
    contest = made.contest()
    made.announce()
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.POLL_OPEN)
    path = reverse("elections:contest_act", args=[made.election.slug, contest.slug, "pause_poll"])

    def pause(client: Client, form: dict[str, str]) -> int:
        with at(OPEN):
            return client.post(path, form).status_code

    with at(OPEN):
        officers = [browser(made.orla), browser(made.tam)]
        forms = [{**slip(each, path), "reason": "Power cut."} for each in officers]
    calls = [lambda each=each, form=form: pause(each, form) for each, form in zip(officers, forms, strict=True)]
    answers = together(calls)
    return {
        "answers": sorted(answers),
        "entries": Entry.objects.filter(subject=contest.scope, act="elections.pause_poll").count(),
    }


def one_proposal_approved_twice(made: Desk) -> object:
    contest = made.election.contests.get()
    proposal = propose_void(by=made.orla.scope, contest=contest, reason="A name is missing.")

    def agree() -> str:
        try:
            return approve(by=made.tam.scope, proposal=proposal)
        except ValidationError as refusal:
            return refusal.messages[0]

    return {
        "said": sorted(together([agree] * AT_ONCE)),
        "entries": Entry.objects.filter(subject=contest.scope, act="elections.void").count(),
    }


def workers_keep_the_same_promises(made: Desk) -> object:
    """Several workers, forty acts that are due, of which each is done once."""
    rung: list[str] = []

    def ring(subject: str, details: Details, by: str) -> str:
        rung.append(subject)
        return "rung"

    register(Act("test.ring", ring, lambda by, _place: by != ""))
    ScheduledAct.objects.all().delete()
    for number in range(40):
        promise(by="test", subject=f"bell:{number}", act="test.ring", title="Ring", due=timezone.now())
    tried = together([lambda n=n: do_what_is_due(by=f"worker {n}") for n in range(AT_ONCE)])
    return {
        "tried": sum(tried),
        "rung": sorted(Counter(rung).values()),
        "done": ScheduledAct.objects.filter(state="done").count(),
        "entries": Entry.objects.filter(act="journal.keep_promise").count(),
    }


def worker_of_its_own(made: Desk) -> object:
    """`hustings work` as a process: it signs in, does what is due, and goes on; with --once it ends."""
    command = [sys.executable, "-c", "from hustings_site.journal.cli.work import command; command()"]
    act = {"by": "test", "subject": made.election.scope, "act": "elections.end_complaints", "title": "No more"}
    promised = promise(**act, due=timezone.now())
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        patience = time.monotonic() + 90
        while promised.state == "due" and time.monotonic() < patience:
            time.sleep(0.2)
            promised.refresh_from_db()
        worker.terminate()
    seen = Heartbeat.objects.count()
    second = promise(**act, due=timezone.now())
    once = subprocess.run([*command, "--once"], stdout=subprocess.PIPE, text=True, check=True)
    second.refresh_from_db()
    return {"state": promised.state, "by": promised.by, "seen": seen, "once": once.stdout, "second": second.state}


def main() -> None:
    made = desk()
    stories = [
        same_form_sent_many_times,
        two_officers_change_one_election,
        two_officers_pause_one_poll,
        one_proposal_approved_twice,
        workers_keep_the_same_promises,
        worker_of_its_own,
    ]
    told = {story.__name__: story(made) for story in stories}
    sys.stdout.write(json.dumps({**told, "broken_seals": len(broken_seals())}))
