"""Schools, children's homes, the refuge, councils, health bodies and neighbouring forces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
            "code": self.code, "name": self.name, "kind": self.kind,
            "address": self.home.fields(uprn=False), "address_protected": self.home.protected,
            "phone": self.phone, "contact": self.contact, "contact_role": self.contact_role,
            "email": f"{self.code}@example.test",
        }  # fmt: skip
        if self.kind == "school":
            told |= {"urn": self.urn, "ages": list(self.ages)}
        return told | ({"note": self.note} if self.note else {})


_SCHOOLS = (
    ("st-bedes", "St Bede's Academy", "Stanbridge", "Minster Road", "ZX3 4QA", 11, 18, "Marian Ashby"),
    ("stanbridge-high", "Stanbridge High School", "Stanbridge", "Castle Hill", "ZX3 7DP", 11, 16, "Colin Fryer"),
    ("harbour-view", "Harbour View Academy", "Pellbrook", "Quay Road", "ZX5 2LN", 11, 18, "Deepa Nair"),
    ("wexcombe-comm", "Wexcombe Community College", "Wexcombe", "Northgate", "ZX1 3BT", 11, 18, "Ian Sturgess"),
    ("harrowmere-girls", "Harrowmere School", "Harrowmere", "Abbey Street", "ZX2 5RE", 11, 18, "Ruth Openshaw"),
    ("tarnley-trust", "Tarnley Trust School", "Tarnley", "Lock Lane", "ZX6 1HW", 11, 16, "Glyn Parry"),
    ("holm-oak", "Holm Oak Primary School", "Stanbridge", "Oakfield Road", "ZX3 2PJ", 4, 11, "Carol Tansley"),
    ("minster-prim", "Minster Primary School", "Stanbridge", "Minster Row", "ZX3 4QD", 4, 11, "Asha Bhatt"),
    ("canal-side", "Canalside Primary School", "Stanbridge", "Wharf Street", "ZX3 9LU", 4, 11, "Peter Lunn"),
    ("abbey-prim", "Abbey Primary School", "Harrowmere", "Abbey Lane", "ZX2 5RQ", 4, 11, "Jo Whitfield"),
    ("northgate-prim", "Northgate Primary School", "Wexcombe", "Northgate", "ZX1 3BW", 4, 11, "Helen Mace"),
    ("quay-prim", "Quayside Primary School", "Pellbrook", "Anchor Street", "ZX5 2LP", 4, 11, "Tom Verity"),
    ("lock-prim", "Lock Lane Primary School", "Tarnley", "Lock Lane", "ZX6 1HT", 4, 11, "Sunita Rao"),
    ("the-spinney", "The Spinney (alternative provision)", "Stanbridge", "Spinney Road", "ZX3 8GG", 11, 16, "Des Colley"),
)  # fmt: skip
_HOMES = (
    ("larkspur", "Larkspur House", "Stanbridge", "12", "Vicarage Road", "ZX3 6TN", "Angela Nkemelu", "manager"),
    ("foxley", "Foxley Lodge", "Wexcombe", "3", "Foxley Lane", "ZX1 8AJ", "Barry Stott", "manager"),
    ("tern-point", "Tern Point", "Pellbrook", "41", "Marine Parade", "ZX5 4SD", "Lucy Hambleton", "manager"),
    ("brackenhurst", "Brackenhurst", "Harrowmere", "88", "Mere Road", "ZX2 9EL", "Tunde Afolabi", "manager"),
    ("old-chapel", "The Old Chapel", "Tarnley", "1", "Chapel Yard", "ZX6 5PR", "Sian Rowley", "manager"),
    ("sorrel", "Sorrel House", "Stanbridge", "27", "Sorrel Drive", "ZX3 1WF", "Keith Marchbank", "manager"),
)  # fmt: skip
_OTHERS = (
    ("oakshire-csc", "Oakshire Council children's social care", "council", "County Hall", "ZX3 1AA", "Imelda Frost", "duty manager"),
    ("oakshire-edt", "Oakshire Council emergency duty team", "council", "County Hall", "ZX3 1AA", "Joel Sandiford", "emergency duty social worker"),
    ("fenshire-council", "Fenshire Council children's social care", "council", "Guildhall", "ZX8 1AB", "Moira Penn", "duty manager"),
    ("marlshire-council", "Marlshire Council children's social care", "council", "Shire Hall", "ZX9 1AB", "Alec Toms", "duty manager"),
    ("oakshire-health", "Oakshire Hospitals NHS Trust", "health", "Infirmary Road", "ZX3 5NH", "Bridget Amos", "named nurse for safeguarding"),
    ("oakshire-ambulance", "Mid-Shires Ambulance NHS Trust", "health", "Depot Road", "ZX3 5NJ", "Sunil Kapoor", "safeguarding lead"),
    ("fenshire-police", "Fenshire Police", "police_force", "Broad Street", "ZX8 2PD", "Sgt Ann Lister", "force liaison"),
    ("marlshire-police", "Marlshire Police", "police_force", "Bridge Street", "ZX9 2PD", "Sgt Colm Reeve", "force liaison"),
    ("oakshire-probation", "Oakshire Probation", "probation", "Crown Yard", "ZX3 1PB", "Denise Hurd", "duty officer"),
)  # fmt: skip
OTHER_TOWN = {"ZX8": "Fenborough", "ZX9": "Marlstead"}


def schools() -> dict[str, Institution]:
    """Every school, by its code."""
    return {
        code: Institution(
            code, name, "school", address("", "", str(3 + place * 7), street, town, postcode),
            f"01632 960{700 + place}", lead, "designated safeguarding lead", (low, high),
            str(990_100 + place * 13),
        )
        for place, (code, name, town, street, postcode, low, high, lead) in enumerate(_SCHOOLS)
    }  # fmt: skip


def care_homes() -> dict[str, Institution]:
    """The county's six children's homes, by code."""
    return {
        code: Institution(
            code, name, "care_home", address("", name, number, street, town, postcode),
            f"01632 960{750 + place}", person, role,
        )
        for place, (code, name, town, number, street, postcode, person, role) in enumerate(_HOMES)
    }  # fmt: skip


_SAFE = address("", "Juniper House", "60", "Old Orchard Way", "Harrowmere", "ZX2 7YB")
REFUGE = Institution(
    "juniper-refuge", "Oakshire Women's Aid refuge", "refuge",
    Home(_SAFE.number, _SAFE.street, _SAFE.town, _SAFE.postcode, "", _SAFE.building, _SAFE.uprn, protected=True),
    "01632 960779", "Pat Whelan", "manager", note="The address is protected and is never told.",
)  # fmt: skip


def others() -> tuple[Institution, ...]:
    """Councils, health bodies, other forces and probation."""
    return tuple(
        Institution(
            code, name, kind,
            address("", street, "1", "Civic Square", OTHER_TOWN.get(postcode[:3], "Stanbridge"), postcode),
            f"01632 960{780 + place}", person, role,
        )
        for place, (code, name, kind, street, postcode, person, role) in enumerate(_OTHERS)
    )  # fmt: skip


def every_row() -> list[dict[str, Any]]:
    """Tell every organisation for organisations.json."""
    all_of_them = (*schools().values(), *care_homes().values(), REFUGE, *others())
    return [one.row() for one in all_of_them]
