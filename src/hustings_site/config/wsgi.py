"""What a server runs: `gunicorn hustings_site.config.wsgi`."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings_site.config.settings")
application = get_wsgi_application()
# Every page is imported here, before processes part, and not for the first reader of each.
import_module(settings.ROOT_URLCONF)
