"""Tells Django of the app."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """Reviews, holds, disposals and requests: the data protection officer's own room."""

    name = "firstlight.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"
