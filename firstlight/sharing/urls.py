"""Addresses of sharing; references alone, never a name."""

from __future__ import annotations

from django.urls import path

from firstlight.sharing.views import decisions, encompass, paper

app_name = "sharing"
urlpatterns = [
    path("sharing", decisions.listing, name="list"),
    path("sharing/decide", decisions.decide, name="decide"),
    path("sharing/splits/<str:ref>", decisions.split, name="split"),
    path("sharing/<str:ref>.pdf", paper.pdf, name="pdf"),
    path("sharing/<str:ref>", decisions.one, name="one"),
    path("sharing/<str:ref>/print", paper.printed, name="print"),
    path("sharing/<str:ref>/complete", decisions.complete, name="complete"),
    path("sharing/<str:ref>/release", decisions.release, name="release"),
    path("sharing/<str:ref>/recall", decisions.recall, name="recall"),
    path("sharing/<str:ref>/address", decisions.address, name="release_address"),
    path("sharing/<str:ref>/by-hand", decisions.by_hand, name="by_hand"),
    path("sharing/<str:ref>/received", decisions.received, name="received"),
    path("sharing/<str:ref>/answer", decisions.answer, name="answer"),
    path("encompass", encompass.listing, name="encompass"),
    path("encompass/release", encompass.release_together, name="notices_release"),
    path("encompass/<str:ref>", encompass.one, name="notice"),
    path("encompass/<str:ref>/confirm", encompass.confirm, name="notice_confirm"),
    path("encompass/<str:ref>/release", encompass.release, name="notice_release"),
    path("encompass/<str:ref>/nobody", encompass.nobody, name="notice_nobody"),
]
