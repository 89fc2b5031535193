"""One poll on screen and paper for all tests of a file: each finds it as it was, rows and files."""

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from on_paper import on_paper
from polled import Polled
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="module")
def stand(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Polled, Path]]:
    """The open poll and its data folder; made once, and taken back at the end."""
    folder = tmp_path_factory.mktemp("stand")
    with override_settings(DATA=folder), django_db_blocker.unblock(), transaction.atomic():
        yield on_paper(), folder
        transaction.set_rollback(True)


@pytest.fixture
def poll(stand: tuple[Polled, Path], db: None, settings: object, tmp_path: Path) -> Polled:
    """The open poll, as if only this test knew it."""
    made, folder = stand
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return copy.deepcopy(made)
