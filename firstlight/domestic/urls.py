"""Addresses of domestic abuse jobs, by the reference of the record that opened each."""

from __future__ import annotations

from django.urls import path

from firstlight.domestic import calls, views

app_name = "domestic"
urlpatterns = [
    path("domestic", views.jobs, name="jobs"),
    path("domestic/rows", views.jobs_rows, name="rows"),
    path("domestic/call", calls.call, name="call"),
    path("domestic/<str:ref>/respond", calls.respond, name="respond"),
    path("domestic/<str:ref>/treat", calls.treat, name="treat"),
    path("domestic/<str:ref>", views.job, name="job"),
    path("domestic/<str:ref>/line", views.consider, name="consider"),
    path("domestic/<str:ref>/tonight", views.tonight, name="tonight"),
    path("domestic/<str:ref>/voice", views.voice, name="voice"),
    path("domestic/<str:ref>/measure/<slug:code>", views.measure, name="measure"),
    path("domestic/<str:ref>/tool", views.tool, name="tool"),
    path("domestic/<str:ref>/second", views.second, name="second"),
    path("domestic/<str:ref>/look", views.look, name="look"),
    path("domestic/<str:ref>/close", views.close, name="close"),
    path("domestic/<str:ref>/decide", views.decide, name="decide"),
]
