"""Tells Django of the app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The record store and the source registry."""

    name = "firstlight.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
