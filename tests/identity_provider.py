"""An OpenID provider on this machine: a real server with a certificate, which tests lead to answer well or ill."""

import base64
import hashlib
import ipaddress
import json
import secrets
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT, SECRET = "hustings", "between the two sites"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def signed(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "first"})


def certificate(folder: Path) -> Path:
    """A certificate of 127.0.0.1 with its key, for an hour."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "provider.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@dataclass
class House:
    """What the provider knows: who is signed in at its own page, and how its token is made."""

    url: str
    certificate: Path
    person: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    """What the token says otherwise than it should."""
    token: Callable[[dict[str, Any]], str | None] = signed
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    """What was asked for, by the code that was given out for it; a code serves once."""
    admitted: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Who is meant, by access token."""
    served: list[str] = field(default_factory=list)

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict[str, str]) -> str | None:
        """Where the browser is led back; None where what is asked is not as it should be."""
        expected = {"client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256"}
        if expected.items() - asked.items() or set(asked["scope"].split()) != {"openid", "profile", "email"}:
            return None
        code = secrets.token_hex(8)
        self.asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def answer_token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """None where the client, its secret, the code or its proof (PKCE, RFC 7636) is wrong."""
        asked = self.asked.pop(form.get("code", ""), None)
        if asked is None or (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (challenge, form["redirect_uri"]) != (asked["code_challenge"], asked["redirect_uri"]):
            return None
        access, now = secrets.token_hex(8), int(datetime.now(UTC).timestamp())
        self.admitted[access] = self.person
        claims = {"iss": self.url, "aud": CLIENT, "sub": self.person["sub"], "iat": now, "exp": now + 300}
        answer = {"access_token": access, "token_type": "Bearer", "expires_in": 300}
        token = self.token(claims | self.claims)
        return answer if token is None else answer | {"id_token": token}

    def keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "first", "alg": "RS256", "use": "sig"}]}


def pages_of(house: House) -> type[BaseHTTPRequestHandler]:
    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(place.query).items()}
            access = self.headers.get("Authorization", "").removeprefix("Bearer ")
            house.served.append(place.path)
            if place.path == "/authorize":
                self.lead(house.authorize(asked))
            elif place.path == "/.well-known/openid-configuration":
                self.say(house.configuration())
            elif place.path == "/keys":
                self.say(house.keys())
            elif place.path == "/userinfo":
                self.say(house.admitted.get(access))

        def do_POST(self) -> None:
            house.served.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(house.answer_token({name: values[0] for name, values in parse_qs(body).items()}))

        def lead(self, address: str | None) -> None:
            self.send_response(400 if address is None else 302)
            self.send_header("Location", address or "")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def say(self, said: dict[str, Any] | None) -> None:
            body = json.dumps(said or {"error": "invalid"}).encode()
            self.send_response(400 if said is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: object) -> None:
            pass

    return Pages


@contextmanager
def opened(folder: Path) -> Iterator[House]:
    """The provider at work on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    house = House(f"https://127.0.0.1:{server.server_port}", certificate(folder))
    server.RequestHandlerClass = pages_of(house)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(house.certificate)
    server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
