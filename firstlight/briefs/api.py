"""Briefs over the API: another system asks for one and reads what the page shows."""

from django.http import HttpResponse, JsonResponse
from ninja import Router, Schema

from firstlight.access.doors import Asked, door
from firstlight.briefs import selectors, services
from firstlight.kernel.values.refusal import NotThere, Refusal

router = Router(tags=["briefs"])


class BriefAsked(Schema):
    """What the brief is about: one of these."""

    record: str = ""
    person: str = ""
    place: str = ""
    address: str = ""
    phone: str = ""
    vehicle: str = ""


@router.post("/briefs", summary="Ask for a brief")
@door("briefs.ask")
def ask(request: Asked, asked: BriefAsked) -> HttpResponse:
    """Make a brief as the caller may know it and give it whole."""
    about = services.About(**asked.dict())
    try:
        ref = services.make(about=about, viewer=request.viewer, by=request.viewer, at=request.at)
    except NotThere:
        raise
    except Refusal as refusal:
        told = {"title": refusal.what, "status": 422, "detail": str(refusal), "code": refusal.code}
        return JsonResponse(told, status=422, content_type="application/problem+json")
    found = selectors.brief(ref, request.viewer, request.at)
    return JsonResponse(found.to_json(), status=201)


@router.get("/briefs/{ref}", summary="Read a brief")
@door("briefs.see", shows_person=True)
def read(request: Asked, ref: str) -> HttpResponse:
    """Give a brief as it was made, with its state now."""
    found = selectors.brief(ref, request.viewer, request.at)
    return JsonResponse(found.to_json())
