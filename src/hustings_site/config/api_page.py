"""The API in words, drawn from its description: no script, nothing from elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from hustings_site.config.api import api


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    """Every operation, room by room."""
    schema = api.get_openapi_schema()
    parts: dict[str, list[dict[str, object]]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            line = {
                "method": method.upper(),
                "path": path,
                "summary": gettext(operation["summary"]),
                "parameters": [
                    {"name": each["name"], "place": each["in"], "description": each.get("description", "")}
                    for each in operation.get("parameters", [])
                ],
                "fields": _fields(schema, operation),
            }
            parts.setdefault(gettext(operation["tags"][0]), []).append(line)
    return render(request, "pages/api.html", {"parts": parts.items()})


def _fields(schema: dict[str, dict[str, dict[str, object]]], operation: dict[str, object]) -> list[str]:
    """The names of what an answer holds; empty where it is a table or free."""
    answer: object = operation["responses"]
    for key in (200, "content", "application/json", "schema"):
        if not isinstance(answer, dict) or key not in answer:
            return []
        answer = answer[key]
    reference = answer.get("$ref") or answer.get("items", {}).get("$ref") if isinstance(answer, dict) else None
    if not isinstance(reference, str):
        return []
    named = schema["components"]["schemas"][reference.rpartition("/")[2]]
    fields = named["properties"] if isinstance(named, dict) else {}
    return list(fields) if isinstance(fields, dict) else []
