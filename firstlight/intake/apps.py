"""Tells Django of the app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Other systems' formats, the API, quarantine."""

    name = "firstlight.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
