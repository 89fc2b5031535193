"""What a server's process has before its first request."""

import gc
import os
import subprocess
import sys
from pathlib import Path

from hustings_site.config import gunicorn_settings


def test_every_page_is_imported_before_processes_part(tmp_path: Path) -> None:
    program = "import sys, hustings_site.config.wsgi; print('hustings_site.booth.views.cast' in sys.modules)"
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "hustings_site.config.settings",
        "HUSTINGS_DATA": str(tmp_path),
        "HUSTINGS_SECRET_KEY": "a key for tests",
    }
    ran = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    assert ran.stdout == "True\n"


def test_collector_leaves_alone_what_a_process_was_born_with() -> None:
    try:
        gunicorn_settings.post_fork(None, None)
        assert gc.get_freeze_count() > 100_000
    finally:
        gc.unfreeze()
