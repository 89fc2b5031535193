"""Members of one organisation are never read together with those of another: an unscoped read is refused.

Each organisation is the controller of its own data. A model of members' data names in `scoped_by` the lookups that
lead to one organisation, the first of them to the organisation itself; a query that was narrowed by none of them
raises `UnscopedReadError` before it touches the database. Reading from a row that one already holds
(`branch.members`) is narrowed by that row.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class UnscopedReadError(RuntimeError):
    """A read of members' data that names no organisation: begin it with `.of(organisation)`."""


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows of one organisation."""

    _narrowed = False

    def of(self, organisation: models.Model) -> Self:
        """The rows of this organisation."""
        return self.filter(**{_lookups(self.model)[0]: organisation})

    def filter(self, *args: Any, **kwargs: Any) -> Self:
        rows: Self = super().filter(*args, **kwargs)
        keys = [*kwargs, *(key for condition in args for key in _all_of(condition))]
        if any(key.removesuffix("__in").removesuffix("_id") in _lookups(self.model) for key in keys):
            rows._narrowed = True
        return rows

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._narrowed = self._narrowed
        return clone

    def _refuse_unscoped(self) -> None:
        from_rows_in_hand = bool(self._hints)  # type: ignore[attr-defined]
        if not (self._narrowed or from_rows_in_hand or self.query.is_empty()):
            msg = f"{self.model.__name__} is read without an organisation: begin the query with .of(organisation)"
            raise UnscopedReadError(msg)

    def _fetch_all(self) -> None:
        self._refuse_unscoped()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[Row]:
        self._refuse_unscoped()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._refuse_unscoped()
        return super().count()

    def exists(self) -> bool:
        self._refuse_unscoped()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._refuse_unscoped()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._refuse_unscoped()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_unscoped()
        return super().delete()


def _lookups(model: type[models.Model]) -> tuple[str, ...]:
    lookups: tuple[str, ...] = model.scoped_by  # type: ignore[attr-defined]
    return lookups


def _all_of(condition: object) -> Iterator[str]:
    """The lookups every row must pass, of a condition without "or" and without "not"."""
    if isinstance(condition, models.Q) and condition.connector == models.Q.AND and not condition.negated:
        for child in condition.children:
            if isinstance(child, tuple):
                yield child[0]
            else:
                yield from _all_of(child)


class Scoped(models.Model):
    """A row of members' data."""

    scoped_by: ClassVar[tuple[str, ...]] = ("organisation",)

    objects = models.Manager.from_queryset(ScopedQuerySet)()

    class Meta:
        abstract = True
