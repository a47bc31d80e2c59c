"""The API at /api/v1/: who asks, what is answered when it cannot be, and each room's operations."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from firstlight import __version__
from firstlight.access.selectors import token
from firstlight.access.services import used_token
from firstlight.config.describing import Described
from firstlight.config.limiting import MINUTES, TooMany
from firstlight.config.viewers import viewer_of
from firstlight.kernel import clock
from firstlight.kernel.values.refusal import NotThere, Refusal

PROBLEM = "application/problem+json"


class Bearer(HttpBearer):
    """A system's key. It acts as the user it was issued to, and for its own source alone."""

    def authenticate(self, request: HttpRequest, token_text: str) -> Any:
        """Make the viewer of the token's user; None where the key is not one in use."""
        asked: Any = request
        asked.at = clock.now()
        held = token(token_text, asked.at)
        if held is None or not held.user.is_active:
            return None
        MINUTES.take(held.name, held.per_minute, clock.real_now())
        used_token(held, asked.at)
        asked.viewer = viewer_of(
            held.user, asked.at, purpose=f"system {held.name}", scopes=frozenset(held.scopes)
        )
        asked.by_token, asked.token_source = held.name, held.source
        return asked.viewer


class Session(SessionAuth):
    """Somebody signed in at the pages; changes need the page's own token against forgery."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Give the viewer the door made; None where nobody signed in."""
        del key
        asked: Any = request
        asked.by_token, asked.token_source = "", ""
        return asked.viewer if asked.viewer.roles else None


def problem(status: int, title: str, detail: str, **more: Any) -> HttpResponse:
    """Answer as RFC 9457 problem details: what went wrong, and what to do next."""
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JsonResponse(content, status=status, content_type=PROBLEM)


def not_there() -> HttpResponse:
    """Answer for what is not there and for what is not theirs: the two are one."""
    gone = NotThere()
    return problem(404, gone.what, gone.next_step, code=gone.code)


api = Described(
    title="Firstlight",
    version=__version__,
    description="Post records, ask for pictures, follow changes. Times carry their zone; searches are POST.",
    auth=[Bearer(), Session()],
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,
)


@api.exception_handler(NotThere)
@api.exception_handler(Http404)
def _not_there(_request: HttpRequest, _fault: Exception) -> HttpResponse:
    return not_there()


@api.exception_handler(TooMany)
def _too_many(_request: HttpRequest, fault: TooMany) -> HttpResponse:
    answer = problem(429, fault.what, fault.next_step, code=fault.code)
    answer["Retry-After"] = str(fault.seconds)
    return answer


@api.exception_handler(Refusal)
def _refused(_request: HttpRequest, fault: Refusal) -> HttpResponse:
    faults = [{"field": field, "problem": said} for field, said in fault.faults]
    status = 403 if fault.code == "scope" else 409
    return problem(status, fault.what, fault.next_step, code=fault.code, faults=faults)


@api.exception_handler(ValidationError)
def _not_valid(_request: HttpRequest, fault: ValidationError) -> HttpResponse:
    # What was sent is not repeated: it may hold a name.
    faults = [
        {"field": ".".join(str(part) for part in one["loc"]), "problem": str(one["msg"]).lower()}
        for one in fault.errors
    ]
    return problem(
        422, "The request cannot be read.", "Mend these and send it again.", faults=faults
    )


@api.exception_handler(HttpError)
def _http(_request: HttpRequest, fault: HttpError) -> HttpResponse:
    said = {401: "Send a key: Authorization: Bearer, or sign in.", 400: "Send JSON in UTF-8."}
    return problem(
        fault.status_code, "Not done.", said.get(fault.status_code, "See /api/v1/openapi.json.")
    )


def _mount() -> None:
    """Mount the operations of every room that has some."""
    for app in apps.get_app_configs():
        if (
            app.name.startswith("firstlight.")
            and app.label != "config"
            and find_spec(f"{app.name}.api")
        ):
            room = import_module(f"{app.name}.api")
            api.add_router(getattr(room, "PREFIX", ""), room.router, tags=[app.label])


_mount()
