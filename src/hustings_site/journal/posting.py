"""Sending to an address that a stranger typed, or reading from it, without being led into one's own network.

The name is looked up once, every address that it has must be a public one, and the connection goes to that very one;
so a name that changes its mind in between gains nothing. Redirects are not followed.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

PATIENCE = 10.0
"""Seconds."""

TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"))
"""IPv6 addresses that stand for IPv4 ones, which could be anything."""

LookUp = Callable[[str, int], Sequence[str]]


class AddressRefusedError(Exception):
    """An address to which nothing is sent: not https, not public, or unknown."""


class _Pinned(http.client.HTTPSConnection):
    """HTTPS to an address that was looked at; the certificate is still checked against the name."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self.address = address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), PATIENCE)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def post(url: str, body: bytes, headers: Mapping[str, str], *, loopback: bool) -> int:
    """Send it, and tell the status of the answer.

    `loopback`: addresses of this computer are allowed, also without TLS (a demonstration, tests). Raises
    AddressRefusedError, and OSError or http.client.HTTPException where nobody answers properly.
    """
    with _asked("POST", url, body, headers, loopback=loopback) as answer:
        return answer.status


def get(url: str, *, most: int, loopback: bool) -> bytes:
    """What stands there, of at most `most` bytes. Raises as `post` does, and ValueError for any other answer than 200,
    or a longer one."""
    with _asked("GET", url, None, {"Accept": "application/json"}, loopback=loopback) as answer:
        if answer.status != http.client.OK:
            msg = f"it answers {answer.status}"
            raise ValueError(msg)
        body = answer.read(most + 1)
    if len(body) > most:
        msg = f"it is longer than {most} bytes"
        raise ValueError(msg)
    return body


@contextmanager
def _asked(
    method: str, url: str, body: bytes | None, headers: Mapping[str, str], *, loopback: bool
) -> Iterator[http.client.HTTPResponse]:
    parts = urlsplit(url)
    address = checked_address(url, loopback=loopback)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        connection = _Pinned(host, port, address)
    else:
        connection = http.client.HTTPConnection(address, port, timeout=PATIENCE)
    try:
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request(method, path, body, {"Host": parts.netloc.rpartition("@")[2], **headers})
        yield connection.getresponse()
    finally:
        connection.close()


def checked_address(url: str, *, loopback: bool, look_up: LookUp | None = None) -> str:
    """The network address behind a URL, if something may be sent there. Raises AddressRefusedError.

    `look_up` (host, port) tells the addresses of a name; None: the computer's own way.
    """
    parts = urlsplit(url)
    if parts.username or not parts.hostname or parts.scheme not in {"http", "https"}:
        raise AddressRefusedError("write https:// and a name, without a password in it")
    try:
        found = (look_up or _look_up)(parts.hostname, parts.port or 443)
    except (OSError, UnicodeError) as unknown:
        raise AddressRefusedError(f"{parts.hostname} is not known") from unknown
    addresses = [ipaddress.ip_address(each.partition("%")[0]) for each in found]
    if loopback and all(each.is_loopback for each in addresses):
        return str(addresses[0])
    if parts.scheme != "https":
        raise AddressRefusedError("write https://: the message is for one reader only")
    if not all(_is_public(each) for each in addresses):
        raise AddressRefusedError(f"{parts.hostname} is in a private network")
    return str(addresses[0])


def _look_up(host: str, port: int) -> list[str]:
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif any(address in network for network in TRANSLATED):
            return False
    return address.is_global and not address.is_multicast
