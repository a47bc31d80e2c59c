"""Tells Django of the app."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """The register of orders and bail."""

    name = "firstlight.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"
