"""Every address: each app that has a urls module brings its own."""

from __future__ import annotations

from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from firstlight.config.api import api
from firstlight.config.panels import hang

# The kit's own pages are no part of the product: the desk has the glossary.
_LEFT_OUT = {"firstlight.kit"}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"{app.name}.urls"))
    for app in apps.get_app_configs()
    if app.name.startswith("firstlight.")
    and app.name not in {*_LEFT_OUT, "firstlight.config"}
    and find_spec(f"{app.name}.urls")
]
urlpatterns.append(path("api/v1/", api.urls))
if settings.DEMO:
    urlpatterns.append(path("", include("firstlight.config.demo.urls")))
handler400 = "firstlight.desk.views.errors.bad_request"
handler403 = "firstlight.desk.views.errors.not_there"
handler404 = "firstlight.desk.views.errors.not_there"
handler500 = "firstlight.desk.views.errors.fault"

hang()
