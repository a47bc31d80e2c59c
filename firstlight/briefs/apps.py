"""Tells Django of the app."""

from django.apps import AppConfig


class BriefsConfig(AppConfig):
    """Made, frozen, pushed, opened, struck out, withdrawn."""

    name = "firstlight.briefs"
    label = "briefs"
    default_auto_field = "django.db.models.BigAutoField"
