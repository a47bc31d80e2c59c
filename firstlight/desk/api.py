"""What a monitor reads with a key of its own: numbers about the program, none about a person."""

from django.http import HttpResponse
from ninja import Router

from firstlight.access.doors import Asked, door
from firstlight.audit.selectors import minded
from firstlight.kernel import clock

router = Router(tags=["operations"])
TEXT = "text/plain; version=0.0.4; charset=utf-8"
SAID = {
    "position": "The journal's newest position.",
    "tasks_waiting": "Tasks that could be done now and are not.",
    "tasks_failed": "Tasks that failed for good.",
    "oldest_task_seconds": "How long the oldest of these has waited.",
    "worker_silent_seconds": "Since the worker last said that it lives.",
    "anchor_age_seconds": "Since the journal was last anchored.",
}


@router.get("/metrics", summary="Numbers for a monitor, as Prometheus reads them")
@door("operations.watch")
def metrics(request: Asked) -> HttpResponse:
    """Give each number with what it means."""
    numbers = minded(request.at, clock.real_now()).numbers()
    lines = [
        f"# HELP firstlight_{name} {SAID[name]}\n# TYPE firstlight_{name} gauge\nfirstlight_{name} {value:.0f}"
        for name, value in numbers.items()
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)
