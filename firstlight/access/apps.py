"""Tells Django of the app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, roles, permissions, restrictions, grants and drafts."""

    name = "firstlight.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
