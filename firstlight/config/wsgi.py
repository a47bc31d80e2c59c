"""The pages, as a web server asks for them.

All is loaded before the first page is asked for, by the process whose children answer: they start
at once and share its memory, as long as no search for what may go writes into it.
"""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstlight.config.settings")
application = get_wsgi_application()
loaded = get_resolver().url_patterns  # with every view
gc.freeze()
