"""A single mail, sent at once by whoever did what it tells of; post by the hundred is `codes/sending.py`."""

from smtplib import SMTPException

from django.core.mail import EmailMessage


def not_sent(message: EmailMessage) -> str:
    """Send a message now; "" once the mail server has taken it, else what stood in the way (up to 500 characters)."""
    try:
        message.send()
    except (SMTPException, OSError) as fault:
        return (str(fault) or type(fault).__name__)[:500]
    return ""
