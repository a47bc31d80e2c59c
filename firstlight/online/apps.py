"""Tells Django of the app."""

from django.apps import AppConfig


class OnlineConfig(AppConfig):
    """Online cases: the children first, each on a clock of their own, and the case on its own."""

    name = "firstlight.online"
    label = "online"
    default_auto_field = "django.db.models.BigAutoField"
