"""Ties the rooms together when Django is ready."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers tasks and reactions, and the demonstration's clock where it is on."""

    name = "firstlight.config"
    label = "config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register every app's tasks, then the one table of reactions."""
        from firstlight.config import reactions

        reactions.register()
