"""Tells Django of the app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The journal, the position, the one transaction wrapper and the outbox."""

    name = "firstlight.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
