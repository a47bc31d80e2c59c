"""The comparison levels of `people.rules.levels`, said in SQL for DuckDB.

Each field lists its levels in the order they are tried; the last is "otherwise".
A golden test holds both sayings to the same answers, pair by pair.
"""

from __future__ import annotations

from typing import Any

Rows = tuple[tuple[int, str], ...]

_BOTH_LATIN = "given_script_l = 'LATIN' AND given_script_r = 'LATIN'"
_LONG = f"{_BOTH_LATIN} AND length(given_l) > 1 AND length(given_r) > 1"
_FAMILIES = "family_script_l = 'LATIN' AND family_script_r = 'LATIN'"
_DAYS = "precision_l = 'day' AND precision_r = 'day'"
_ABOUT = "(precision_l = 'estimated' OR precision_r = 'estimated')"
_YEARS = "abs(born_y_l - born_y_r)"
_SAME = "born_y_l = born_y_r AND born_m_l = born_m_r AND born_d_l = born_d_r"
_NEW_YEAR = "((born_m_l = 1 AND born_d_l = 1) OR (born_m_r = 1 AND born_d_r = 1))"


def _near(name: str) -> tuple[str, str, str]:
    one, other = f"{name}_l", f"{name}_r"
    typo = (
        f"length({one}) >= 4 AND length({other}) >= 4 "
        f"AND abs(length({one}) - length({other})) <= 1 "
        f"AND damerau_levenshtein({one}, {other}) <= 1"
    )
    alike = f"jaro_winkler_similarity({one}, {other})"
    return typo, f"{alike} >= 0.92", f"{alike} >= 0.8"


def _digit(part: str, width: int) -> str:
    one, other = (f"lpad(CAST({part}_{side} AS VARCHAR), {width}, '0')" for side in "lr")
    return f"damerau_levenshtein({one}, {other}) <= 1"


_G_TYPO, _G_CLOSE, _G_LIKE = _near("given")
_F_TYPO, _F_CLOSE, _F_LIKE = _near("family")

GIVEN: Rows = (
    (0, "given_l IS NULL OR given_r IS NULL OR given_script_l <> given_script_r"),
    (
        11,
        (
            "given_l = given_r AND len(others_l) > 0 AND len(others_r) > 0 "
            "AND NOT list_has_any(others_l, others_r) "
            "AND NOT list_has_any(shorts_l, firsts_r) AND NOT list_has_any(shorts_r, firsts_l)"
        ),
    ),
    (1, "given_l = given_r"),
    (
        2,
        (
            f"{_BOTH_LATIN} AND (list_has_any(kin_l, kin_r) "
            "OR (length(given_l) > 1 AND length(given_r) > 1 AND given_single_l = given_single_r))"
        ),
    ),
    (
        3,
        (
            f"{_BOTH_LATIN} AND (length(given_l) = 1 OR length(given_r) = 1) "
            "AND left(given_l, 1) = left(given_r, 1)"
        ),
    ),
    (5, f"{_LONG} AND (given_l = family_r AND given_r = family_l)"),
    (10, f"{_LONG} AND (list_contains(others_r, given_l) OR list_contains(others_l, given_r))"),
    (4, f"{_LONG} AND {_G_TYPO}"),
    (6, f"{_LONG} AND {_G_CLOSE}"),
    (7, f"{_LONG} AND {_G_LIKE}"),
    (8, "ELSE"),
)
FAMILY: Rows = (
    (0, "family_l IS NULL OR family_r IS NULL OR family_script_l <> family_script_r"),
    (1, "family_l = family_r"),
    (2, f"{_FAMILIES} AND family_single_l = family_single_r"),
    (
        3,
        (
            f"{_FAMILIES} AND (len(family_parts_l) > 1 OR len(family_parts_r) > 1) "
            "AND list_has_any(family_parts_l, family_parts_r)"
        ),
    ),
    (5, f"{_FAMILIES} AND (family_l = given_r AND family_r = given_l)"),
    (4, f"{_FAMILIES} AND {_F_TYPO}"),
    (6, f"{_FAMILIES} AND {_F_CLOSE}"),
    (7, f"{_FAMILIES} AND {_F_LIKE}"),
    (8, "ELSE"),
)
BORN: Rows = (
    (
        0,
        f"born_y_l IS NULL OR born_y_r IS NULL OR ({_ABOUT} AND {_YEARS} > 2 AND {_YEARS} <= 10)",
    ),
    (
        10,
        (
            f"NOT ({_DAYS}) AND (({_ABOUT} AND {_YEARS} <= 2) OR (NOT {_ABOUT} AND born_y_l = born_y_r "
            "AND (precision_l = 'year' OR precision_r = 'year' OR born_m_l = born_m_r)))"
        ),
    ),
    (1, f"{_DAYS} AND {_SAME} AND born_m_l = 1 AND born_d_l = 1"),
    (2, f"{_DAYS} AND {_SAME}"),
    (3, f"{_DAYS} AND born_y_l = born_y_r AND born_m_l = born_d_r AND born_d_l = born_m_r"),
    (9, f"{_DAYS} AND born_m_l = born_m_r AND born_d_l = born_d_r AND {_YEARS} = 1"),
    (
        4,
        (
            f"{_DAYS} AND ((born_y_l = born_y_r AND born_m_l = born_m_r AND {_digit('born_d', 2)}) "
            f"OR (born_y_l = born_y_r AND born_d_l = born_d_r AND {_digit('born_m', 2)}) "
            f"OR (born_m_l = born_m_r AND born_d_l = born_d_r AND {_digit('born_y', 4)}))"
        ),
    ),
    (5, f"{_DAYS} AND born_y_l = born_y_r AND {_NEW_YEAR}"),
    (
        6,
        (
            f"{_DAYS} AND ((born_y_l = born_y_r AND (born_m_l = born_m_r OR born_d_l = born_d_r)) "
            "OR (born_m_l = born_m_r AND born_d_l = born_d_r))"
        ),
    ),
    (7, f"born_y_l = born_y_r AND NOT {_ABOUT}"),
    (8, "ELSE"),
)
SEX: Rows = ((0, "sex_l IS NULL OR sex_r IS NULL"), (1, "sex_l = sex_r"), (2, "ELSE"))
PHONE: Rows = (
    (0, "phones_l IS NULL OR phones_r IS NULL"),
    (1, "list_has_any(phones_l, phones_r)"),
    (8, "ELSE"),
)
EMAIL: Rows = (
    (0, "emails_l IS NULL OR emails_r IS NULL"),
    (1, "list_has_any(emails_l, emails_r)"),
    (8, "ELSE"),
)
ADDRESS: Rows = (
    (0, "postcode_l IS NULL OR postcode_r IS NULL"),
    (1, "postcode_l = postcode_r AND address_l = address_r"),
    (
        3,
        (
            "postcode_l = postcode_r AND building_l = building_r "
            "AND flat_l IS NOT NULL AND flat_r IS NOT NULL"
        ),
    ),
    (2, "postcode_l = postcode_r AND building_l = building_r"),
    (4, "postcode_l = postcode_r"),
    (5, "sector_l = sector_r"),
    (8, "ELSE"),
)
FIELDS: dict[str, Rows] = {
    "given": GIVEN, "family": FAMILY, "born": BORN, "sex": SEX,
    "phone": PHONE, "email": EMAIL, "address": ADDRESS,
}  # fmt: skip
RARITY = {"given": {1, 11}, "family": {1}}


def case_of(field: str) -> str:
    """Say a field's levels as one SQL CASE that gives the level's number."""
    tried = [f"WHEN {sql} THEN {level}" for level, sql in FIELDS[field] if sql != "ELSE"]
    return f"CASE {' '.join(tried)} ELSE {FIELDS[field][-1][0]} END"


def _level(field: str, level: int, sql: str, odds: dict[str, dict[str, float]]) -> dict[str, Any]:
    said: dict[str, Any] = {"sql_condition": sql, "label_for_charts": f"{field} {level}"}
    if level == 0:
        return said | {"is_null_level": True}
    known = odds.get(str(level))
    if known:
        said |= {"m_probability": known["m"], "u_probability": known["u"]}
    if level in RARITY.get(field, ()):
        said |= {"tf_adjustment_column": field, "tf_adjustment_weight": 1.0}
    return said


def comparisons(odds: dict[str, dict[str, dict[str, float]]]) -> list[dict[str, Any]]:
    """Give Splink's comparisons, with the m and u of a model or, to train, without."""
    return [
        {
            "output_column_name": field,
            "comparison_levels": [_level(field, n, sql, odds.get(field, {})) for n, sql in rows],
        }
        for field, rows in FIELDS.items()
    ]
