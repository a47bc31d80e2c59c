"""Tells Django of the app."""

from django.apps import AppConfig


class DomesticConfig(AppConfig):
    """Domestic abuse jobs and the children they concern."""

    name = "firstlight.domestic"
    label = "domestic"
    default_auto_field = "django.db.models.BigAutoField"
