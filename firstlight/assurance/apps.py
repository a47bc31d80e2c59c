"""Tells Django of the app."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    """Proof for leaders: recommendations, endorsements, and what the records say of each."""

    name = "firstlight.assurance"
    label = "assurance"
    default_auto_field = "django.db.models.BigAutoField"
