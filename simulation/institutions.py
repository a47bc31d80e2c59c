"""Schools, children's homes, the refuge, councils, health bodies and neighbouring forces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulation.organisations import HOMES, OTHER_TOWN, OTHERS, SCHOOLS
from simulation.places import Home, address


@dataclass(frozen=True, slots=True)
class Institution:
    """One organisation that the force works with."""

    code: str
    name: str
    kind: str
    home: Home
    phone: str
    contact: str
    contact_role: str
    ages: tuple[int, int] = (0, 0)
    urn: str = ""
    note: str = ""

    def row(self) -> dict[str, Any]:
        """Tell the organisation as the register of organisations is loaded."""
        told: dict[str, Any] = {
            "code": self.code,
            "name": self.name,
            "kind": self.kind,
            "address": self.home.fields(uprn=False),
            "address_protected": self.home.protected,
            "phone": self.phone,
            "contact": self.contact,
            "contact_role": self.contact_role,
            "email": f"{self.code}@example.test",
        }
        if self.kind == "school":
            told |= {"urn": self.urn, "ages": list(self.ages)}
        return told | ({"note": self.note} if self.note else {})


def schools() -> dict[str, Institution]:
    """Every school, by its code."""
    return {
        code: Institution(
            code,
            name,
            "school",
            address("", "", str(3 + place * 7), street, town, postcode),
            f"01632 960{700 + place}",
            lead,
            "designated safeguarding lead",
            (low, high),
            str(990_100 + place * 13),
        )
        for place, (code, name, town, street, postcode, low, high, lead) in enumerate(SCHOOLS)
    }


def care_homes() -> dict[str, Institution]:
    """The county's six children's homes, by code."""
    return {
        code: Institution(
            code,
            name,
            "care_home",
            address("", name, number, street, town, postcode),
            f"01632 960{750 + place}",
            person,
            role,
        )
        for place, (code, name, town, number, street, postcode, person, role) in enumerate(HOMES)
    }


_SAFE = address("", "Juniper House", "60", "Old Orchard Way", "Harrowmere", "ZX2 7YB")
REFUGE = Institution(
    "juniper-refuge",
    "Oakshire Women's Aid refuge",
    "refuge",
    Home(
        _SAFE.number,
        _SAFE.street,
        _SAFE.town,
        _SAFE.postcode,
        "",
        _SAFE.building,
        _SAFE.uprn,
        protected=True,
    ),
    "01632 960779",
    "Pat Whelan",
    "manager",
    note="The address is protected and is never told.",
)


def others() -> tuple[Institution, ...]:
    """Councils, health bodies, other forces and probation."""
    return tuple(
        Institution(
            code,
            name,
            kind,
            address(
                "",
                street,
                "1",
                "Civic Square",
                OTHER_TOWN.get(postcode[:3], "Stanbridge"),
                postcode,
            ),
            f"01632 960{780 + place}",
            person,
            role,
        )
        for place, (code, name, kind, street, postcode, person, role) in enumerate(OTHERS)
    )


def every_row() -> list[dict[str, Any]]:
    """Tell every organisation for organisations.json."""
    all_of_them = (*schools().values(), *care_homes().values(), REFUGE, *others())
    return [one.row() for one in all_of_them]
