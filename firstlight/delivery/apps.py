"""Tells Django of the app."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Alerts on pages and by mail."""

    name = "firstlight.delivery"
    label = "delivery"
    default_auto_field = "django.db.models.BigAutoField"
