"""Addresses of duties; references alone, never a name."""

from __future__ import annotations

from django.urls import path

from firstlight.duties.views import interrupting, rota
from firstlight.duties.views import work as views

urlpatterns = [
    path("work", views.my_work, name="my_work"),
    path("work/rows", views.my_work_rows, name="my_work_rows"),
    path("work/accept", views.accept_together, name="accept_together"),
    path("alerts/<str:ref>/seen", views.alert_seen, name="alert_seen"),
    path("board", views.board, name="board"),
    path("interruptions", interrupting.interruptions, name="interruptions"),
    path("rota", rota.rota, name="rota"),
    path("rota/add", rota.add, name="rota_add"),
    path("rota/list", rota.take_list, name="rota_list"),
    path("rota/post", rota.post, name="rota_post"),
    path("rota/shift", rota.shift, name="rota_shift"),
    path("rota/end", rota.end, name="rota_end"),
    path("rota/swap", rota.swap, name="rota_swap"),
    path("board/rows", views.board_rows, name="board_rows"),
    path("board/force", views.force, name="board_force"),
    path("board/force/rows", views.force_rows, name="board_force_rows"),
    path("duties/<str:ref>", views.duty, name="duty"),
    path("duties/<str:ref>/state", views.duty_state, name="duty_state"),
    path(
        "duties/<str:ref>/acknowledge", views.take, {"verb": "acknowledge"}, name="duty_acknowledge"
    ),
    path("duties/<str:ref>/accept", views.take, {"verb": "accept"}, name="duty_accept"),
    path("duties/<str:ref>/refuse", views.pass_on, name="duty_refuse"),
    path("duties/<str:ref>/close", views.close, name="duty_close"),
]
