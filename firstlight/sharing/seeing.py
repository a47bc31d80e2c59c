"""Which decisions and notices a viewer may know of; whom they show is worked out when read."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from firstlight.access.selectors import sight
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import appearances_of
from firstlight.sharing.models import Decision, Notice


def hidden_from(viewer: Viewer) -> frozenset[str]:
    """Give the references a decision must not be about for this viewer to see it.

    What is sealed from them, what is restricted and not opened by them, and their own.
    """
    if viewer.is_system:
        return frozenset()
    seen = sight(viewer)
    # An address that is restricted is kept out of the document itself, and released by two people.
    shut = {ref for ref in seen.restricted if not ref.startswith("L-")}
    refs = seen.sealed | shut
    people = (ref for ref in refs if ref.startswith("P-"))
    return refs | frozenset(one for person in people for one in appearances_of(person))


def decisions(viewer: Viewer) -> QuerySet[Decision]:
    """Give the decisions a viewer of the force may see."""
    hidden = hidden_from(viewer)
    return Decision.objects.exclude(links__ref__in=hidden) if hidden else Decision.objects.all()


def theirs(viewer: Viewer) -> QuerySet[Decision]:
    """Give what was sent to a partner's own organisation, less what is in their own story."""
    if not viewer.organisation:
        return Decision.objects.none()
    sent = Decision.objects.filter(recipient=viewer.organisation, sent_at__isnull=False)
    own = viewer.own_refs | {
        one for ref in viewer.own_refs if ref.startswith("P-") for one in appearances_of(ref)
    }
    barred = [row.pk for row in sent.only("pk", "barred") if viewer.ref in row.barred]
    return sent.exclude(links__ref__in=own).exclude(pk__in=barred)


def notices(viewer: Viewer) -> QuerySet[Notice]:
    """Give the notices to schools a viewer may see."""
    hidden = hidden_from(viewer)
    if not hidden:
        return Notice.objects.all()
    return Notice.objects.exclude(Q(anchor__in=hidden) | Q(record__in=hidden))
