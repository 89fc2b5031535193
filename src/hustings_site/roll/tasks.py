"""What the worker does for the roll. A task is told the number of an import and nothing else: no name is in a queue."""

from django.db import transaction
from django_tasks import task

from hustings_site.roll.enums import ImportState
from hustings_site.roll.imports import running
from hustings_site.roll.models import MemberImport, Organisation

AT_ONCE = 1000
"""Rows up to which an import is done while its sender waits."""


def go_on(member_import: MemberImport) -> None:
    """Do what the import's state calls for: at once where that is quick, else by the worker."""
    if member_import.rows <= AT_ONCE:
        work_on(member_import.organisation_id, member_import.pk)
        return
    organisation, pk = member_import.organisation_id, member_import.pk
    transaction.on_commit(lambda: work_on_import.enqueue(organisation, pk))


def work_on(organisation: int, pk: int) -> None:
    """Check or apply an import, wherever it stands; one that is neither being checked nor applied is left alone."""
    found = MemberImport.objects.of(Organisation.objects.get(pk=organisation)).filter(pk=pk).first()
    if found is not None and found.state == ImportState.CHECKING:
        running.check(found)
    elif found is not None and found.state == ImportState.APPLYING:
        running.apply(found)


@task()
def work_on_import(organisation: int, pk: int) -> None:
    """The same, by the worker."""
    work_on(organisation, pk)
