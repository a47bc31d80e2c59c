"""Tells Django of the app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Partners' pages."""

    name = "firstlight.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
