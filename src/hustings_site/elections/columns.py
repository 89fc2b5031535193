"""A table's columns by name: what they are called, and how their values are read."""

from typing import Any

from django.db import models


def column(of: models.Model | type[models.Model], name: str) -> "models.Field[Any, Any]":
    """The column of this name. Raises FieldDoesNotExist."""
    found = of._meta.get_field(name)  # noqa: SLF001 - Django's documented way to a model's fields
    assert isinstance(found, models.Field), f"{name} is no column"
    return found


def label(of: models.Model | type[models.Model], name: str) -> str:
    """What people call the column, in the reader's language."""
    return str(column(of, name).verbose_name)
