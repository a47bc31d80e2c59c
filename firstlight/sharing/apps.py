"""Tells Django of the app."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The one door out of the force."""

    name = "firstlight.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"
