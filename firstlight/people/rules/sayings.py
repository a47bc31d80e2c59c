"""What each comparison level is called in a waterfall. Never holds a name."""

from __future__ import annotations

SAYINGS: dict[str, dict[int, str]] = {
    "given": {
        0: "a first name is missing",
        1: "the first name is the same",
        2: "the first names are forms of one name",
        3: "an initial agrees with the first name",
        4: "the first names differ by one letter",
        5: "first name and surname may be the wrong way round",
        6: "the first names are close",
        7: "the first names are somewhat alike",
        8: "the first names differ",
        10: "the first name is among the other's further names",
        11: "the first name is the same but the middle names differ",
    },
    "family": {
        0: "a surname is missing",
        1: "the surname is the same",
        2: "the surname is the same, spelt or spaced otherwise",
        3: "the surnames share a part",
        4: "the surnames differ by one letter",
        5: "first name and surname may be the wrong way round",
        6: "the surnames are close",
        7: "the surnames are somewhat alike",
        8: "the surnames differ",
    },
    "born": {
        0: "a date of birth is missing",
        1: "the date of birth is the same, but 1 January",
        2: "the date of birth is the same",
        3: "day and month of birth are the other way round",
        4: "the dates of birth differ by one digit",
        5: "the year of birth is the same and one date is 1 January",
        6: "the dates of birth differ in one part",
        7: "only the year of birth is the same",
        8: "the dates of birth differ",
        9: "the birthday is the same, one year apart",
        10: "the dates of birth agree as far as they are known",
    },
    "sex": {0: "a sex is missing", 1: "the sex is the same", 2: "the sex differs"},
    "phone": {
        0: "a telephone is missing or shared by too many",
        1: "a telephone is the same",
        8: "the telephones differ",
    },
    "email": {0: "an email is missing", 1: "an email is the same", 8: "the emails differ"},
    "address": {
        0: "a postcode is missing",
        1: "the home is the same",
        2: "the building is the same, a flat is not told",
        3: "the building is the same, the flat differs",
        4: "the postcode is the same",
        5: "the postcodes are neighbours",
        8: "the postcodes differ",
    },
}
RARE = {
    "given": "how common the first name is",
    "family": "how common the surname is",
}
HOUSEHOLD = "the two may be members of one home"
SWAP = "names the wrong way round with the date of birth the same"
SAME_NUMBER = "an identifier is the same"
OTHER_NUMBER = "an NHS number differs"
DOUBTFUL_NUMBER = "an identifier differs"
CONFLICT = "an identifier is the same, but name or date of birth conflict"
UNLIKE = "first names or dates of birth conflict: only a person may say they are one"
NAMES_ALONE = "no date of birth and no home in common: names alone never link"
TWINS = "like names in one home and the date of birth agrees: perhaps twins"
RIVAL = "the same first name is known with another date of birth, and here it is missing"
SIBLINGS = "others of this home share the date of birth: cannot say which"
STRANGERS = "no home in common: more is needed"
NAMELESS = "without a name only an identifier with the date of birth links"
TWO_NAMES = "two different first names in one home are two people"
TWO_BIRTHS = "two dates of birth with nothing in common are two people's"
