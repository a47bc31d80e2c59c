"""Tells Django of the app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The screens across apps; it holds no tables of its own."""

    name = "firstlight.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
