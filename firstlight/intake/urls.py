"""Addresses of quarantine and of the sources; references alone."""

from __future__ import annotations

from django.urls import path

from firstlight.intake import views

urlpatterns = [
    path("quarantine", views.quarantine, name="quarantine"),
    path("quarantine/<str:ref>", views.waiting, name="waiting"),
    path("quarantine/<str:ref>/mend", views.mend, name="waiting_mend"),
    path("quarantine/<str:ref>/drop", views.drop, name="waiting_drop"),
    path("sources", views.all_sources, name="sources"),
]
