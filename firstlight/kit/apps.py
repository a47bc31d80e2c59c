"""Registers the kit with Django."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """The kit has templates, static files and tags, and no tables."""

    name = "firstlight.kit"
    label = "kit"
    verbose_name = "Page kit"
