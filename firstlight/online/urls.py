"""Addresses of online cases."""

from __future__ import annotations

from django.urls import path

from firstlight.online import views

app_name = "online"
urlpatterns = [
    path("online", views.queue, name="queue"),
    path("online/rows", views.queue_rows, name="queue_rows"),
    path("online/images", views.images, name="images"),
    path("online/devices", views.devices, name="devices"),
    path("online/<str:ref>", views.case, name="case"),
    path("online/<str:ref>/state", views.case_state, name="case_state"),
    path("online/<str:ref>/line", views.consider, name="consider"),
    path("online/<str:ref>/tonight", views.tonight, name="tonight"),
    path("online/<str:ref>/asked", views.ask, name="ask"),
    path("online/<str:ref>/late-telling", views.late_telling, name="late_telling"),
    path("online/<str:ref>/preserve", views.preserve, name="preserve"),
    path("online/<str:ref>/close", views.close, name="close"),
    path("online/<str:ref>/five", views.five, name="five"),
    path("online/<str:ref>/step/<slug:verb>", views.step, name="step"),
]
