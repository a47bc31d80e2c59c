"""Addresses of partners' pages; references alone, never a name."""

from __future__ import annotations

from django.urls import path

from firstlight.portal import views

app_name = "portal"
urlpatterns = [
    path("portal", views.inbox, name="inbox"),
    path("portal/report", views.report, name="report"),
    path("portal/profile", views.profile, name="profile"),
    path("portal/accounts", views.accounts, name="accounts"),
    path("portal/accounts/<str:ref>/confirm", views.confirm, name="confirm"),
    path("portal/reports/<str:ref>", views.reported, name="reported"),
    path("portal/<str:ref>", views.one, name="one"),
    path("portal/<str:ref>/acknowledge", views.acknowledge, name="acknowledge"),
    path("portal/<str:ref>/answer", views.answer, name="answer"),
    path("portal/<str:ref>/destroyed", views.destroyed, name="destroyed"),
]
