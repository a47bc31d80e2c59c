"""The pages, as a web server asks for them."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstlight.config.settings")
application = get_wsgi_application()
