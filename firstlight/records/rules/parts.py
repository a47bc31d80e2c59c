"""The people, places and things a record names; follows the police minimum POLE standard.

Source of the person fields: Minimum POLE Data Standards Dictionary v1.1 (30 July 2023). Only
what identifies is checked for form here; a gap never refuses a record.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)]
Text = Annotated[str, StringConstraints(max_length=50_000)]
Known = Literal["yes", "no", "unknown", "not_asked"]

# DS_037 of the POLE standard, told in the words systems send.
Sex = Literal[
    "female",
    "male",
    "trans_female",
    "trans_male",
    "non_binary",
    "intersex",
    "not_specified",
    "not_known",
]
# Article 38 of the Law Enforcement Directive, section 38 of the Data Protection Act 2018.
Category = Literal["suspect", "convicted", "victim", "witness", "child", "other"]
Role = Literal[
    "subject",
    "victim",
    "suspect",
    "witness",
    "informant",
    "carer",
    "parent",
    "child",
    "household",
    "associate",
    "found_with",
    "detained",
    "protected_party",
    "respondent",
    "officer",
    "professional",
    "mentioned",
]
RelationKind = Literal[
    "parent_of",
    "carer_of",
    "sibling_of",
    "partner_of",
    "ex_partner_of",
    "relative_of",
    "lives_with",
    "associate_of",
    "exploits",
    "professional_of",
]


class Part(BaseModel):
    """Anything inside a record: unknown fields are a fault, so that nothing is lost in silence."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Address(Part):
    """A place as the source wrote it; `text` alone is enough. Flat level matters.

    `classification` is the address's own class where the source has one (AddressBase, as `RI01`).
    """

    uprn: Annotated[str, StringConstraints(pattern=r"^\d{1,12}$")] | None = None
    flat: Short = ""
    building: Short = ""
    number: Short = ""
    street: Short = ""
    locality: Short = ""
    town: Short = ""
    postcode: Short = ""
    classification: Annotated[
        str, StringConstraints(pattern=r"^([A-Z]{1,2}(\d{2}([A-Z]{2})?)?)?$")
    ] = ""
    text: Annotated[str, StringConstraints(max_length=500)] = ""


class PersonIn(Part):
    """One person as one record names them: an appearance. `key` is local to the record."""

    key: Code
    role: Role = "subject"
    categories: list[Category] = Field(default_factory=list)
    source_person_id: Short | None = None
    given: Short = ""
    family: Short = ""
    other_names: list[Short] = Field(default_factory=list, max_length=20)
    aliases: list[Short] = Field(default_factory=list, max_length=20)
    born_on: date | None = None
    born_precision: Literal["day", "month", "year", "estimated"] = "day"
    age: Annotated[int, Field(ge=0, le=130)] | None = None
    unborn: bool = False
    due_on: date | None = None
    sex: Sex = "not_known"
    ethnicity_self: Short = ""
    ethnicity_observed: Short = ""
    language: Short = ""
    disability: Short = ""
    occupation: Short = ""
    phones: list[Short] = Field(default_factory=list, max_length=20)
    emails: list[Short] = Field(default_factory=list, max_length=20)
    identifiers: dict[Code, Short] = Field(default_factory=dict)
    address: Address | None = None
    address_is: Literal["home", "placement", "temporary", "place_of_work", "other"] = "home"
    school: Short = ""
    present: Known = "unknown"
    seen: Known = "unknown"
    injured: Known = "unknown"


class RelationIn(Part):
    """How two people of the record stand to each other: `one` is `kind` `other`."""

    one: Code
    kind: RelationKind
    other: Code
    until: date | None = None


class PlaceIn(Part):
    """A place the record names apart from people's homes."""

    role: Literal[
        "scene", "last_seen", "found", "sighted", "search", "placement", "seized_at", "other"
    ] = "scene"
    name: Short = ""
    address: Address


class VehicleIn(Part):
    """A vehicle by its registration mark (DS_065: no spaces, 1 to 11 characters)."""

    vrm: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,11}$")]
    role: Short = ""
    keeper: Code | None = None


class PhoneIn(Part):
    """A telephone number not tied to one person of the record."""

    number: Short
    role: Short = ""
    user: Code | None = None


class When(Part):
    """When it happened: an interval and how exactly it is known."""

    begins: datetime | None = None
    ends: datetime | None = None
    precision: Literal["minute", "day", "month", "unknown"] = "minute"


class Statement(Part):
    """What kind of statement this is; intelligence carries its 3x5x2 grading.

    Handling code C enters no brief and no export without `sanitised`, its owner's own line.
    """

    nature: Literal["fact", "opinion", "allegation", "intelligence"] = "fact"
    source_grade: Literal["1", "2", "3"] | None = None
    assessment: Literal["A", "B", "C", "D", "E"] | None = None
    handling: Literal["P", "C"] | None = None
    conditions: Short = ""
    owner: Short = ""
    sanitised: Text = ""
