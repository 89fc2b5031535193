"""Reading a report of a mail's delivery (RFC 3464), and finding whose code it speaks of by the mail's own name."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage, Message

from hustings_site.elections.codes.models import CodeHolder, Issue
from hustings_site.elections.codes.sending import holder_of_message

_NAME = re.compile(r"<code\.\d+\.\d+\.[0-9a-f]{20}@[^>\s]+>")


@dataclass(frozen=True, slots=True)
class Report:
    """A delivery that failed for good: names of the mails it speaks of, and the reason without any address."""

    names: tuple[str, ...]
    why: str


def read_report(body: bytes) -> Report | None:
    """The report in a mail; None where it says nothing of a failure (a delay, somebody's absence, another mail)."""
    message = email.message_from_bytes(body, policy=email.policy.default)
    assert isinstance(message, EmailMessage), "the default policy makes these"
    status = [block for part in message.walk() for block in _blocks(part)]
    failed = [block for block in status if str(block.get("Action", "")).strip().lower() == "failed"]
    if not failed and not (message.get("X-Failed-Recipients") and not status):
        return None
    why = " ".join(str(failed[0].get(name, "")) for name in ("Status", "Diagnostic-Code")) if failed else ""
    texts = [str(message.get(name, "")) for name in ("In-Reply-To", "References")]
    texts += [_text(part) for part in message.walk()]
    names = dict.fromkeys(name for text in texts for name in _NAME.findall(text))
    return Report(tuple(names), re.sub(r"<?\S+@\S+>?", "…", why).strip()[:200])


def holders_of(report: Report) -> list[CodeHolder]:
    """Those whose code came back; nobody where this site sent no such mail, or the book is erased."""
    keys = [key for name in report.names if (key := holder_of_message(name)) is not None]
    open_issues = Issue.objects.filter(erased_at=None)
    return list(CodeHolder.objects.filter(issue__in=open_issues, pk__in=keys).select_related("issue"))


def _blocks(part: Message) -> list[Message]:
    if part.get_content_type() != "message/delivery-status":
        return []
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _text(part: Message) -> str:
    """Everything that a part says: its headers, and its text where it is one."""
    headers = "\n".join(f"{name}: {value}" for name, value in part.items())
    payload = part.get_payload(decode=True) if not part.is_multipart() else b""
    return f"{headers}\n{payload.decode('utf-8', 'replace') if isinstance(payload, bytes) else ''}"
