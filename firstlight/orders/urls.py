"""Addresses of the register: codes and references, never a name."""

from __future__ import annotations

from django.urls import path

from firstlight.orders import views

app_name = "orders"
urlpatterns = [
    path("orders", views.register, name="register"),
    path("orders.csv", views.exported, name="exported"),
    path("orders/breaches", views.breaches, name="breaches"),
    path("orders/breaches/<str:ref>", views.breach, name="breach"),
    path("orders/breaches/<str:ref>/answer", views.answer, name="answer"),
    path("orders/addresses", views.addresses, name="addresses"),
    path("orders/addresses/<str:ref>", views.address, name="check"),
    path("orders/addresses/<str:ref>/force", views.force, name="force"),
    path("orders/addresses/<str:ref>/decide", views.decide, name="decide"),
    path("orders/<str:ref>/breached", views.tell, name="tell"),
]
