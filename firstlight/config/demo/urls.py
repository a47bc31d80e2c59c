"""Addresses of the demonstration's bar."""

from __future__ import annotations

from django.urls import path

from firstlight.config.demo import views

urlpatterns = [
    path("demo/play/<int:hours>", views.play, name="demo_play"),
    path("demo/start-again", views.start_again, name="demo_start_again"),
]
