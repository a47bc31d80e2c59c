"""Under which authority a record is disposed of: one table, each row with its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authority:
    """What allows a disposal. `reference` says which paper must be named, '' where none is."""

    code: str
    title: str
    source: str
    reference: str = ""


_ROWS = (
    Authority("review", "Review under the force's retention schedule",
              "Police Information and Records Management Code of Practice 2023"),
    Authority("erasure", "Right to erasure",
              "Data Protection Act 2018, section 47; UK GDPR, article 17", "the request's reference"),
    Authority("court", "Order of a court or the Information Commissioner",
              "Data Protection Act 2018, sections 167 and 149", "the order's number"),
    Authority("never_ours", "Taken in by mistake: never the force's to hold",
              "Data Protection Act 2018, sections 35 and 37"),
    Authority("superseded", "Record management: held whole in the force's own system",
              "Data Protection Act 2018, section 39", "the other system's reference"),
)  # fmt: skip

AUTHORITIES: dict[str, Authority] = {row.code: row for row in _ROWS}


def said(code: str, reference: str = "") -> str:
    """Say an authority in words, with the paper that was named."""
    title = AUTHORITIES[code].title if code in AUTHORITIES else code
    return f"{title} ({reference})" if reference else title


def faults(code: str, reference: str, reason: str) -> tuple[tuple[str, str], ...]:
    """Tell everything that is missing from a proposal."""
    found = []
    row = AUTHORITIES.get(code)
    if row is None:
        found.append(("authority", f"choose one of: {', '.join(AUTHORITIES)}"))
    elif row.reference and not reference.strip():
        found.append(("reference", f"name {row.reference}"))
    if not reason.strip():
        found.append(("reason", "say why it is disposed of"))
    return tuple(found)
