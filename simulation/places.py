"""Oakshire on the map: towns, streets, blocks of flats, and addresses as systems write them."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

TOWNS: dict[str, tuple[str, int]] = {
    "Wexcombe": ("ZX1", 18),
    "Harrowmere": ("ZX2", 17),
    "Stanbridge": ("ZX3", 34),
    "Pellbrook": ("ZX5", 16),
    "Tarnley": ("ZX6", 15),
}
DISTRICT = {
    "Wexcombe": "north",
    "Harrowmere": "east",
    "Stanbridge": "central",
    "Pellbrook": "south",
    "Tarnley": "west",
}
UNIT = {
    "Wexcombe": "WX",
    "Harrowmere": "HM",
    "Stanbridge": "ST",
    "Pellbrook": "PB",
    "Tarnley": "TN",
}
_FIRST = [
    "Alder",
    "Ashgrove",
    "Beacon",
    "Birchwood",
    "Bluebell",
    "Bridle",
    "Brook",
    "Canal",
    "Cartwright",
    "Chapel",
    "Cherry",
    "Cobbler",
    "Collier",
    "Cotton",
    "Cowslip",
    "Cross",
    "Damson",
    "Dyer",
    "Elder",
    "Fallow",
    "Ferry",
    "Forge",
    "Foundry",
    "Foxglove",
    "Gasworks",
    "Glebe",
    "Granary",
    "Hawthorn",
    "Hazel",
    "Heath",
    "Hollow",
    "Hop",
    "Ivy",
    "Jubilee",
    "Kiln",
    "Lace",
    "Lapwing",
    "Larkhill",
    "Lime",
    "Linden",
    "Loom",
    "Maltings",
    "Market",
    "Meadow",
    "Mercer",
    "Mill",
    "Nettle",
    "Nursery",
    "Orchard",
    "Paddock",
    "Park",
    "Pasture",
    "Pinfold",
    "Poplar",
    "Quarry",
    "Railway",
    "Rectory",
    "Reservoir",
    "Rowan",
    "Saddler",
    "Sawmill",
    "Silver",
    "Spinney",
    "Station",
    "Tanner",
    "Teasel",
    "Thistle",
    "Tithe",
    "Tollgate",
    "Union",
    "Vale",
    "Viaduct",
    "Victoria",
    "Waterside",
    "Weaver",
    "Wharf",
    "Willow",
    "Windmill",
    "Yew",
]
_KIND = [
    "Road",
    "Street",
    "Avenue",
    "Close",
    "Crescent",
    "Drive",
    "Lane",
    "Gardens",
    "Grove",
    "Way",
    "Terrace",
    "Place",
]
_BLOCK = [
    "Heron",
    "Curlew",
    "Plover",
    "Dunlin",
    "Sycamore",
    "Juniper",
    "Hornbeam",
    "Cedar",
    "Brunel",
    "Telford",
    "Arkwright",
    "Paxton",
    "Bellfield",
    "Cromford",
    "Whitsun",
    "Marlow",
    "Trent",
    "Dove",
    "Wye",
    "Derwent",
]
_BLOCK_KIND = ["House", "Point", "Tower", "Heights", "Mansions"]
SHORTENED = {
    "Road": "Rd",
    "Street": "St",
    "Avenue": "Ave",
    "Close": "Cl",
    "Crescent": "Cres",
    "Drive": "Dr",
    "Lane": "Ln",
    "Gardens": "Gdns",
    "Grove": "Grv",
    "Terrace": "Terr",
    "Place": "Pl",
    "Court": "Ct",
}
_PC = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True, slots=True)
class Home:
    """One dwelling or institution. The flat matters: two flats of a block are two homes."""

    number: str
    street: str
    town: str
    postcode: str
    flat: str = ""
    building: str = ""
    uprn: str = ""
    protected: bool = False

    def fields(self, *, uprn: bool = True) -> dict[str, str]:
        """Write the address as a system with good fields does."""
        whole = {
            "uprn": self.uprn if uprn else "",
            "flat": self.flat,
            "building": self.building,
            "number": self.number,
            "street": self.street,
            "town": self.town,
            "postcode": self.postcode,
        }
        return {name: value for name, value in whole.items() if value}

    def line(self, *, short: bool = False) -> str:
        """Write the address in one line, as it is told over the telephone."""
        street = self.street
        if short:
            street = " ".join(SHORTENED.get(word, word) for word in street.split())
        first = f"{self.number} {street}".strip()
        parts = [
            f"Flat {self.flat}" if self.flat else "",
            self.building,
            first,
            self.town,
            self.postcode,
        ]
        return ", ".join(part for part in parts if part)


def address(flat: str, building: str, number: str, street: str, town: str, postcode: str) -> Home:
    """Name one exact home; its property number is worked out from the rest, always the same."""
    digits = sum(
        ord(c) * (i + 7) ** 2 for i, c in enumerate(flat + building + number + street + postcode)
    )
    return Home(number, street, town, postcode, flat, building, str(99_000_000_000 + digits))


@dataclass(slots=True)
class Map:
    """Gives out homes: houses once each, flats of one block to different households."""

    rng: Random
    taken: set[tuple[str, str, str, str]] = field(default_factory=set)
    blocks: list[tuple[str, str, str, str, str, int]] = field(default_factory=list)
    serial: int = 0

    def town(self) -> str:
        """Draw a town, the city most often."""
        return self.rng.choices(list(TOWNS), [weight for _, weight in TOWNS.values()])[0]

    def _postcode(self, town: str, street: str) -> str:
        """One street, one postcode or two: what neighbours share."""
        outward = TOWNS[town][0]
        turn = Random(f"{town}{street}")
        return f"{outward} {turn.randint(1, 9)}{turn.choice(_PC)}{turn.choice(_PC)}"

    def _uprn(self) -> str:
        self.serial += 1
        return str(98_000_000_000 + self.serial)

    def home(self, town: str | None = None) -> Home:
        """Give a home nobody lives in yet."""
        town = town or self.town()
        return self._flat(town) if self.rng.random() < 0.24 else self._house(town)

    def _house(self, town: str) -> Home:
        for _ in range(400):
            street = f"{self.rng.choice(_FIRST)} {self.rng.choice(_KIND)}"
            number = str(self.rng.randint(1, 160)) + ("a" if self.rng.random() < 0.03 else "")
            key = (town, street, number, "")
            if key not in self.taken:
                break
        self.taken.add(key)
        return Home(number, street, town, self._postcode(town, street), uprn=self._uprn())

    def _flat(self, town: str) -> Home:
        near = [b for b in self.blocks[-12:] if b[2] == town and b[5] < 24]
        if not near or self.rng.random() < 0.15:
            name = f"{self.rng.choice(_BLOCK)} {self.rng.choice(_BLOCK_KIND)}"
            street = f"{self.rng.choice(_FIRST)} {self.rng.choice(_KIND)}"
            block = (
                name,
                street,
                town,
                str(self.rng.randint(1, 99)),
                self._postcode(town, street),
                0,
            )
        else:
            block = self.rng.choice(near)
            self.blocks.remove(block)
        name, street, _, number, postcode, used = block
        flat = str(used + 1)
        self.blocks.append((name, street, town, number, postcode, used + 1))
        self.taken.add((town, street, number, flat))
        return Home(number, street, town, postcode, flat, name, self._uprn())


def written(rng: Random, home: Home, style: str) -> dict[str, Any]:
    """Write a home as one system does: `fields`, `text`, `shout`, with that system's slips."""
    chance = rng.random()
    if style == "fields":
        told = home.fields(uprn=chance < 0.6)
        if home.flat and chance > 0.9:
            told["number"] = f"{told.pop('flat')}/{home.number}"
        elif chance > 0.86:
            told.pop("postcode", None)
        return told
    line = home.line(short=chance < 0.5)
    if home.flat and 0.5 < chance < 0.6:
        line = line.replace(f"Flat {home.flat}, ", "")
    if chance > 0.75:
        line = line.removesuffix(f", {home.postcode}")
    return {"text": line.upper() if style == "shout" else line}
