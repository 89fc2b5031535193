"""Serving the site from a command: gunicorn, one process with threads, this computer alone."""

from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from hustings_site.config.server_log import ServerLog

THREADS = 8


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """Gunicorn with its settings given here instead of on its command line."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from hustings_site.config.wsgi import application

        return application


def serve_at(host: str, port: int, *, ready: Callable[[], None]) -> None:
    """Serve until stopped; call `ready` once requests are answered."""
    _Server(
        {
            "bind": f"{host}:{port}",
            "threads": THREADS,
            "worker_class": "gthread",
            "control_socket_disable": True,
            "loglevel": "warning",
            "logger_class": ServerLog,
            "when_ready": lambda _server: ready(),
        }
    ).run()
