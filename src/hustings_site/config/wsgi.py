"""What a server runs: `gunicorn hustings_site.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings_site.config.settings")
application = get_wsgi_application()
