"""The table of who may (tests/site/matrix/table.toml), and every address and service that it has to name."""

import inspect
import pkgutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import hustings_site
from hustings_site.accounts.models import User

TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "site/matrix/table.toml").read_text())
BEING_BUILT = set(TABLE["being_built"])


@dataclass(slots=True)
class World:
    """Who is there, and what stands behind each part of an address.

    `arguments` is asked for "room:name.part", "room:part" and "part", in this order.
    """

    people: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    arguments: dict[str, object] = field(default_factory=dict)
    calls: dict[str, Callable[[str], object]] = field(default_factory=dict)
    """For a service that decides itself who may: by (a scope string) -> the call."""


@dataclass(frozen=True, slots=True)
class Address:
    """A pattern of URLs: its room ("site" where it has none), its name there, and the parts that stand in it."""

    room: str
    name: str
    parts: tuple[str, ...]

    @property
    def full(self) -> str:
        """The name as `reverse` takes it."""
        return self.name if self.room == "site" else f"{self.room}:{self.name}"


def addresses() -> list[Address]:
    """Every URL pattern of the site. Raises AssertionError where one has no name, so that no table can speak of it."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}:{pattern.namespace}".strip(":") if pattern.namespace else namespace
            yield from _walk(pattern, inner)
        else:
            yield _address(pattern, namespace)


def _address(pattern: URLPattern, namespace: str) -> Address:
    assert pattern.name, f"{pattern.pattern} has no name: give it one in urls.py"
    room, _colon, inner = namespace.partition(":")
    name = f"{inner}:{pattern.name}".lstrip(":")
    full = f"{namespace}:{pattern.name}".lstrip(":")
    (_template, parts), *_rest = get_resolver_parts(full) or [("", ())]
    return Address(room or "site", name, tuple(parts))


def get_resolver_parts(full: str) -> list[tuple[str, list[str]]]:
    """The forms of an address of this name, each with the names of its parts."""
    resolver = get_resolver()
    *namespaces, name = full.split(":")
    for namespace in namespaces:
        resolver = resolver.namespace_dict[namespace][1]
    return [form for forms, *_rest in resolver.reverse_dict.getlist(name) for form in forms]


def argument(world: World, address: Address, part: str) -> object | None:
    """What stands in a part of an address."""
    for key in (f"{address.room}:{address.name}.{part}", f"{address.room}:{part}", part):
        if key in world.arguments:
            return world.arguments[key]
    return None


def services() -> list[tuple[str, str]]:
    """Every function that says by whom: (module without the package's name, function)."""
    found = []
    for info in pkgutil.walk_packages(hustings_site.__path__, "hustings_site."):
        if ".migrations" in info.name or info.name.endswith(("__main__", ".wsgi")):
            continue
        module = import_module(info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != info.name or name.startswith("_"):
                continue
            by = inspect.signature(function).parameters.get("by")
            if by is not None and by.kind is inspect.Parameter.KEYWORD_ONLY:
                found.append((info.name.removeprefix("hustings_site."), name))
    return found


def row(section: dict[str, str], name: str) -> str | None:
    """What a section of the table says of a name: its own line, else that of the longest beginning that fits."""
    if name in section:
        return section[name]
    fitting = [key for key in section if key.endswith("*") and fnmatchcase(name, key)]
    return section[max(fitting, key=len)] if fitting else None


def roles(said: str | list[str]) -> set[str]:
    """The roles behind a row, groups taken apart."""
    found: set[str] = set()
    for each in [said] if isinstance(said, str) else said:
        found |= roles(TABLE["groups"][each]) if each in TABLE["groups"] else {each}
    return found


EVERY_ROLE = sorted(roles("everybody"))
