"""Tells Django of the app."""

from django.apps import AppConfig


class RiskConfig(AppConfig):
    """Floors with reasons, and the grades people set."""

    name = "firstlight.risk"
    label = "risk"
    default_auto_field = "django.db.models.BigAutoField"
