"""How gunicorn serves the site: `gunicorn -c python:hustings_site.config.gunicorn_settings`.

Any of it can be set otherwise on gunicorn's command line. No access log: whoever turns it on sees no address on the
pages of the vote (`booth/anonymity.py`).
"""

import gc
import os

wsgi_app = "hustings_site.config.wsgi"
preload_app = True
workers = max(2, os.cpu_count() or 1)
worker_class = "gthread"
threads = 8
loglevel = "warning"
logger_class = "hustings_site.config.server_log.ServerLog"
control_socket_disable = True


def post_fork(_server: object, _worker: object) -> None:
    """What is loaded stays: the collector of each process need not look through it again and again."""
    gc.freeze()
