"""A booth, its polls, and the board of each: an ordered, public, hash-chained list of encrypted ballots.

No row here names a person, an address or a time of its own, and no table of this room points to one of another.
What stands on a board is append-only: the database itself refuses UPDATE and DELETE (the second migration).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hustings_site.booth.enums import PaperKind, PollState, WhyRefused


class Booth(models.Model):
    """The page behind one voting code: an ordered set of polls, all opened together.

    `page` is the whole HTML file that voters are served, fixed when the booth opens; empty before that.
    `secrecy` is {"kind": "operator"} or {"kind": "trustees", "threshold": 2, "names": [...]}.
    """

    uuid = models.CharField(_("identifier"), max_length=40, unique=True)
    server = models.URLField(_("address of the site"), max_length=300)
    title = models.CharField(_("title"), max_length=300)
    organisation = models.CharField(_("organisation"), max_length=300)
    languages = models.JSONField(_("languages, the first one first"), default=list)
    rehearsal = models.BooleanField(_("rehearsal"), default=False)
    secrecy = models.JSONField(_("what secrecy rests on"), default=dict)
    help_text = models.TextField(_("where a voter finds help"), blank=True)
    help_url = models.URLField(_("address of that help"), max_length=500, blank=True)
    receipt_key = models.CharField(_("public key of the receipts"), max_length=64, blank=True)
    page = models.BinaryField(_("the page that voters are served"), default=b"", editable=False)
    page_sha256 = models.CharField(_("fingerprint of the page"), max_length=64, blank=True)
    page_policy = models.TextField(_("what the page may load, as Content-Security-Policy"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("booth")
        verbose_name_plural = _("booths")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this booth."""
        return f"booth:{self.uuid}"


class Poll(models.Model):
    """The vote on one contest, with a board of its own; its identifier is that of its election.json.

    The bodies of election, trustees and credentials are data of its Setup event. `timestamp` (seconds since 1970) is
    the one that every record of its archive carries. The row is also what writers of its board lock.
    """

    booth = models.ForeignKey(Booth, on_delete=models.PROTECT, related_name="polls", verbose_name=_("booth"))
    position = models.PositiveIntegerField(_("place in the booth"))
    uuid = models.CharField(_("identifier"), max_length=40, unique=True)
    fingerprint = models.CharField(_("fingerprint of the election"), max_length=43)
    timestamp = models.PositiveBigIntegerField(_("time that its archive carries"))
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind of ballot paper"), max_length=10, choices=PaperKind.choices)
    rehearsal = models.BooleanField(_("rehearsal"), default=False)
    printed = models.JSONField(_("what is printed beside each candidate"), default=list, blank=True)
    notes = models.JSONField(_("what is to be known of each candidate"), default=list, blank=True)
    starts = models.JSONField(_("orders from which a voter may begin"), default=list, blank=True)
    instructions = models.TextField(_("how to vote, by the rule"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=PollState.choices, default=PollState.PREPARED)
    closes = models.DateTimeField(_("closes"))
    notice = models.TextField(_("what voters are told at this moment"), blank=True)
    spares = models.JSONField(_("credentials that were held in reserve, once published"), null=True, blank=True)
    embargoed = models.BooleanField(_("shown only up to its decryption"), default=False)

    class Meta:
        ordering = ["booth", "position"]
        constraints = [
            models.UniqueConstraint(fields=["booth", "position"], name="one_poll_at_a_place_of_a_booth"),
            models.CheckConstraint(
                condition=Q(rehearsal=False) | ~Q(state=PollState.DECRYPTED), name="no_rehearsal_is_opened_as_a_vote"
            ),
        ]
        verbose_name = _("poll")
        verbose_name_plural = _("polls")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this poll."""
        return f"poll:{self.uuid}"


class Credential(models.Model):
    """A line of the published list of public credentials, which is fixed when the poll is prepared. Append-only."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="+")
    public = models.CharField(_("public credential"), max_length=64)
    weight = models.PositiveBigIntegerField(_("weight"), default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "public"], name="a_credential_once_on_a_list")]
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")

    def __str__(self) -> str:
        return self.public


class RefusedCredential(models.Model):
    """A credential of the list that may not vote any more, and never has. Append-only."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="+")
    public = models.CharField(_("public credential"), max_length=64)
    why = models.CharField(_("why"), max_length=10, choices=WhyRefused.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "public"], name="a_credential_refused_once")]
        verbose_name = _("refused credential")
        verbose_name_plural = _("refused credentials")

    def __str__(self) -> str:
        return self.public


class Event(models.Model):
    """A link of a board's chain: its place from 0, its type, and the hash of its body. Append-only.

    The body follows from these and the hash before (`boards.event_body`). `size` is how many bytes the archive has up
    to and with this event.
    """

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="+")
    height = models.PositiveBigIntegerField(_("place in the chain"))
    type = models.CharField(_("type"), max_length=20)
    sha256 = models.CharField(_("hash"), max_length=64)
    payload = models.CharField(_("hash of what it adds"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("bytes of the archive"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "height"], name="one_event_at_a_height"),
            models.UniqueConstraint(fields=["poll", "sha256"], name="an_event_once"),
        ]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.height} {self.type}"


class Ballot(models.Model):
    """An encrypted ballot: its number on the board from 1, which is the height of its event. Append-only.

    Nothing says who cast it, when or from where; the credential is part of its body.
    """

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField(_("number"))
    sha256 = models.CharField(_("hash"), max_length=64)
    credential = models.CharField(_("public credential"), max_length=64)
    body = models.BinaryField(_("body"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="one_ballot_of_a_number"),
            models.UniqueConstraint(fields=["poll", "sha256"], name="a_ballot_once"),
            models.UniqueConstraint(fields=["poll", "credential", "number"], name="ballots_of_a_credential"),
        ]
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")

    def __str__(self) -> str:
        return f"{self.number} {self.sha256}"


class Datum(models.Model):
    """A body that another event than a ballot's adds: at which height, in which place from 0. Append-only."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="+")
    height = models.PositiveBigIntegerField(_("height of its event"))
    place = models.PositiveSmallIntegerField(_("place among the data of its event"))
    sha256 = models.CharField(_("hash"), max_length=64)
    body = models.BinaryField(_("body"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "height", "place"], name="one_datum_in_a_place")]
        indexes = [models.Index(fields=["poll", "sha256"], name="datum_by_hash")]
        verbose_name = _("datum")
        verbose_name_plural = _("data")

    def __str__(self) -> str:
        return f"{self.height}.{self.place} {self.sha256}"
