"""A call of domestic abuse and the crew sent to it, as command and control posts them."""

WHERE = "6 Saddler Row, Stanbridge, ZX3 7SR"


def job(number, at):
    return {
        "source": "oak-cad", "source_ref": f"CALL-{number}", "kind": "domestic_abuse_incident",
        "title": "Domestic", "told_at": at.isoformat(), "recorded_at": at.isoformat(),
        "occurred": {"begins": at.isoformat()},
        "places": [{"role": "scene", "address": {"text": WHERE}}],
        "people": [
            {"key": "p1", "role": "victim", "given": "Keeley", "family": "Marsden",
             "born_on": "1995-09-25", "phones": ["07700 900951"]},
            {"key": "p2", "role": "suspect", "given": "Ryan", "family": "Tolland"},
        ],
        "details": {"unit": f"ST{number}", "children_present": "yes", "job": f"CALL-{number}"},
    }  # fmt: skip


def crewing(number, at):
    return {
        "source": "oak-cad", "source_ref": f"CALL-{number}-CREW", "kind": "unit_crewing",
        "told_at": at.isoformat(), "recorded_at": at.isoformat(),
        "details": {"unit": f"ST{number}", "crew": ["4417"], "job": f"CALL-{number}",
                    "begins_at": at.isoformat()},
    }  # fmt: skip
