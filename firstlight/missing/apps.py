"""Tells Django of the app."""

from django.apps import AppConfig


class MissingConfig(AppConfig):
    """Missing episodes: recorded, acknowledged, graded, looked for, found, interviewed."""

    name = "firstlight.missing"
    label = "missing"
    default_auto_field = "django.db.models.BigAutoField"
