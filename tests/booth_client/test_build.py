"""The voter's page is one file, says itself what it may load, and is the same from the same sources."""

import re
import subprocess
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from booth_client.stand import PLACE

ROOT = Path(__file__).resolve().parents[2]


class Resources(HTMLParser):
    """Every address that an element of the page would load or lead to, and every handler or style in an attribute."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "action"}]
        self.inline += [name for name, _ in attrs if name.startswith("on") or name == "style"]


def test_building_again_elsewhere_gives_the_same_bytes(node: Path, page: str, tmp_path: Path) -> None:
    out = tmp_path / "again.html"
    subprocess.run([node, ROOT / "src" / "booth-client" / "build.js", out], cwd=tmp_path, check=True)
    assert out.read_text(encoding="utf-8") == page


def test_page_has_one_empty_place_for_the_booths_data(page: str) -> None:
    assert page.count(PLACE) == 1


def test_page_loads_nothing_and_has_nothing_inline_in_its_elements(page: str) -> None:
    found = Resources(page)
    assert (found.addresses, found.inline) == (["data:,", "#content"], [])


def test_page_allows_its_own_style_and_script_alone(page: str) -> None:
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (script, style)]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src {hashes[0]}",
        f"style-src {hashes[1]}",
        "img-src data:",
        "connect-src http: https:",
        "base-uri 'none'",
        "form-action http: https:",
    ]


def test_program_never_makes_code_or_markup_of_text(page: str) -> None:
    assert re.findall(r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write", page) == []


def test_page_has_the_sites_colours_and_a_light_set_for_older_browsers(page: str) -> None:
    site = (ROOT / "src" / "hustings_site" / "pages" / "static" / "pages" / "site.css").read_text(encoding="utf-8")
    tokens = site[site.index(":root {") : site.index("}\n", site.index(":root {")) + 2]
    assert f"<style>{tokens}@supports not (color: light-dark(red, blue)) {{\n:root {{" in page
    assert "  --accent: #0d4a50;\n" in page
