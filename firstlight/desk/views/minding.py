"""For a monitor: does the program answer and the worker live. No sign-in, and nothing else to learn."""

from django.db import DatabaseError
from django.http import JsonResponse
from django.views.decorators.http import require_GET

from firstlight.access.doors import Asked
from firstlight.audit.selectors import minded
from firstlight.kernel import clock


@require_GET
def health(request: Asked) -> JsonResponse:
    """Answer 200 where all is well, else 503 with the codes of what is wrong."""
    try:
        faults = minded(request.at, clock.real_now()).faults
    except DatabaseError:
        faults = ("database_silent",)
    return JsonResponse({"well": not faults, "faults": faults}, status=503 if faults else 200)
