"""Tells Django of the app."""

from django.apps import AppConfig


class ForceConfig(AppConfig):
    """The force's settings, organisations and calendars."""

    name = "firstlight.force"
    label = "force"
    default_auto_field = "django.db.models.BigAutoField"
