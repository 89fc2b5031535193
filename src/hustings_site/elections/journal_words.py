"""What the journal of an election says to everybody: each act in words, and of its details those that name nobody."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings_site.elections.enums import ContestState
from hustings_site.elections.moves import MOVES
from hustings_site.journal.acts import Details

ACTS: Mapping[str, str | Promise] = {
    **{f"elections.{name}": move.title for name, move in MOVES.items()},
    "elections.begin_election": gettext_lazy("Election begun"),
    "elections.change_election": gettext_lazy("Terms in preparation changed"),
    "elections.add_contest": gettext_lazy("Contest added"),
    "elections.change_contest": gettext_lazy("Terms of a contest in preparation changed"),
    "elections.remove_contest": gettext_lazy("Contest removed"),
    "elections.announce": gettext_lazy("Terms announced"),
    "elections.correct_terms": gettext_lazy("Terms corrected"),
    "elections.freeze_rolls": gettext_lazy("Roll frozen"),
    "elections.prepare_polls": gettext_lazy("Ballot papers made"),
    "elections.make_server_key": gettext_lazy("Key made by the server"),
    "elections.begin_key_ceremony": gettext_lazy("Key ceremony begun"),
    "elections.hand_in_key_step": gettext_lazy("Step of the key ceremony handed in"),
    "elections.give_up_key": gettext_lazy("Key given up"),
    "elections.verify_archive": gettext_lazy("Archive of the ballots verified"),
    "elections.fix_archive": gettext_lazy("Fingerprint of the archive published"),
    "elections.begin_trial": gettext_lazy("Rehearsal of the opening begun"),
    "elections.shuffle_trial": gettext_lazy("Trial ballots shuffled"),
    "elections.decrypt_trial": gettext_lazy("Part of the trial ballots decrypted"),
    "elections.open_trial": gettext_lazy("Trial ballots opened"),
    "elections.bar_codes": gettext_lazy("Voting codes taken out of use"),
    "elections.receive_register": gettext_lazy("Register marked from the code office’s lists"),
    "motions.put_to_vote": gettext_lazy("Motion put to the vote"),
    "motions.publish_outcome": gettext_lazy("Result of the vote on the motion published"),
    "elections.run_again": gettext_lazy("To be run again"),
    "elections.call_by_election": gettext_lazy("By-election called"),
    "elections.print_papers": gettext_lazy("Papers printed"),
    "elections.print_packs": gettext_lazy("Packs of papers printed"),
    "elections.destroy_papers": gettext_lazy("Papers destroyed"),
    "elections.make_number_list": gettext_lazy("Scrutineer’s list of numbers begun"),
    "elections.read_number_list": gettext_lazy("Scrutineer’s list of numbers opened"),
    "elections.erase_number_list": gettext_lazy("Scrutineer’s list of numbers erased"),
    "elections.ask_for_paper": gettext_lazy("Paper asked for"),
    "elections.hand_over_paper": gettext_lazy("Papers handed over"),
    "elections.receive_envelope": gettext_lazy("Envelope received"),
    "elections.rule_on_envelope": gettext_lazy("Envelope held apart ruled on"),
    "elections.open_envelopes": gettext_lazy("Envelopes opened"),
    "elections.count_papers": gettext_lazy("Papers counted out of envelopes"),
    "elections.enter_papers": gettext_lazy("Batch of papers entered"),
    "elections.adjudicate_papers": gettext_lazy("Papers read differently decided"),
    "elections.recount_batch": gettext_lazy("Number of papers in a batch put right"),
    "elections.challenge_paper": gettext_lazy("Paper challenged"),
    "elections.rule_on_paper": gettext_lazy("Challenged paper ruled on"),
    "roll.freeze": gettext_lazy("Roll frozen"),
    "roll.strike": gettext_lazy("Elector struck from the roll"),
    "roll.tender": gettext_lazy("Elector’s vote held apart"),
    "roll.reinstate": gettext_lazy("Elector put back on the roll"),
    "roll.add": gettext_lazy("Elector added to the roll"),
    "journal.promise": gettext_lazy("Act promised"),
    "journal.take_back_promise": gettext_lazy("Promised act taken back"),
    "journal.keep_promise": gettext_lazy("Promised act done"),
    "journal.act_refused": gettext_lazy("Promised act could not be done"),
    "journal.propose": gettext_lazy("Proposed to a second officer"),
    "journal.approve": gettext_lazy("Approved by a second officer"),
    "journal.refuse": gettext_lazy("Refused by a second officer"),
    "journal.take_back": gettext_lazy("Proposal taken back"),
}

SHOWN: Mapping[str, str | Promise] = {
    "act": gettext_lazy("act"),
    "reason": gettext_lazy("reason"),
    "due": gettext_lazy("due"),
    "closes": gettext_lazy("closes"),
    "until": gettext_lazy("until"),
    "lost_minutes": gettext_lazy("minutes lost"),
    "edition": gettext_lazy("edition"),
    "sha256": gettext_lazy("fingerprint"),
    "candidates": gettext_lazy("candidates"),
    "codes": gettext_lazy("codes"),
    "vacancies": gettext_lazy("vacancies"),
    "voted": gettext_lazy("voted"),
    "entitled": gettext_lazy("entitled"),
    "percent": gettext_lazy("per cent asked for"),
    "size": gettext_lazy("entitled when frozen"),
    "complaint": gettext_lazy("complaint"),
    "attempt": gettext_lazy("attempt"),
    "seed": gettext_lazy("seed of the order"),
    "first": gettext_lazy("first number"),
    "last": gettext_lazy("last number"),
    "packs": gettext_lazy("packs"),
    "batch": gettext_lazy("batch"),
    "paper": gettext_lazy("paper"),
    "papers": gettext_lazy("papers"),
    "opened": gettext_lazy("opened"),
    "set_aside": gettext_lazy("set aside"),
    "holders": gettext_lazy("key holders"),
    "threshold": gettext_lazy("needed to open the ballots"),
    "holder": gettext_lazy("key holder number"),
    "verdict": gettext_lazy("verdict"),
    "failures": gettext_lazy("failures"),
}
"""Details that everybody may read. Whatever else an entry holds stays in the journal itself."""


def in_words(act: str) -> str:
    """An act as people say it; one that nobody has put in words stands by its own name."""
    return str(ACTS.get(act, act))


def details_in_words(details: Details) -> list[str]:
    """What everybody may read of an entry's details, "what: how", in the order of `SHOWN`."""
    said = []
    if "from" in details and "to" in details and details["from"] != details["to"]:
        said.append(f"{_state(details['from'])} → {_state(details['to'])}")
    for name, what in SHOWN.items():
        value = details.get(name)
        if value not in (None, ""):
            how = in_words(str(value)) if name == "act" else value
            said.append(_("%(what)s: %(how)s") % {"what": what, "how": how})
    return said


def _state(value: object) -> str:
    return str(ContestState(value).label) if value in ContestState.values else str(value)
