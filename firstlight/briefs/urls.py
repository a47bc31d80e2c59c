"""Addresses of briefs; references alone."""

from __future__ import annotations

from django.urls import path

from firstlight.briefs import views

app_name = "briefs"
urlpatterns = [
    path("briefs", views.mine, name="mine"),
    path("briefs/ask", views.ask, name="ask"),
    path("briefs/<str:ref>", views.brief, name="brief"),
    path("briefs/<str:ref>/state", views.state, name="state"),
    path("briefs/<str:ref>/print", views.paper, name="print"),
    path("briefs/<str:ref>/acknowledge", views.acknowledge, name="acknowledge"),
    path("briefs/<str:ref>/not-them", views.strike, name="strike"),
    path("briefs/<str:ref>/withdraw", views.withdraw, name="withdraw"),
]
