"""What an officer fills in while the ballots are being opened."""

from django.utils.translation import gettext_lazy as _

from hustings_site.elections.codes.forms import passphrase_field
from hustings_site.elections.nominations.forms import PlainForm


class MarkForm(PlainForm):
    """The passphrase of the book."""

    passphrase = passphrase_field(_("Passphrase of the code office"), _("It opens the book one last time."))


class EraseForm(PlainForm):
    """Nothing but the will to erase the book."""
