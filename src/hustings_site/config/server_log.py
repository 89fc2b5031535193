"""What the server writes down of a request: what was asked and what was wrong with it, not where it came from."""

import re
from typing import Any

from gunicorn.glogging import Logger


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn carries no types
    """Gunicorn's logs without addresses; they would stand beside the votes of that second."""

    def atoms(self, *request: Any) -> dict[str, Any]:
        """What a line of the access log may be made of, where somebody turns one on."""
        return {**super().atoms(*request), "h": "-"}

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        super().warning(re.sub(r" from ip=\S*:", ":", msg), *args, **kwargs)
