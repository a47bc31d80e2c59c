"""Identities as a table that DuckDB can compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from firstlight.people.rules.keys import blocking_keys
from firstlight.people.rules.levels import script_of, single
from firstlight.people.rules.nicknames import heads_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from firstlight.people.rules.identity import Identity
    from firstlight.people.rules.model import Frequencies

_TEXT, _LIST, _SHORT, _SHARE = pa.string(), pa.list_(pa.string()), pa.int16(), pa.float64()
SCHEMA = pa.schema(
    [("unique_id", _TEXT)]
    + [(n, _TEXT) for n in ("given", "given_script", "given_single")]
    + [(n, _LIST) for n in ("kin", "others", "shorts", "firsts")]
    + [(n, _TEXT) for n in ("family", "family_script", "family_single")]
    + [("family_parts", _LIST)]
    + [(n, _SHORT) for n in ("born_y", "born_m", "born_d")]
    + [("precision", _TEXT), ("sex", _TEXT), ("phones", _LIST), ("emails", _LIST)]
    + [(n, _TEXT) for n in ("postcode", "sector", "address", "flat", "building")]
    + [("tf_given", _SHARE), ("tf_family", _SHARE)]
)


def _name(name: str, column: str) -> dict[str, Any]:
    return {
        column: name or None,
        f"{column}_script": script_of(name) if name else None,
        f"{column}_single": single(name) or None,
    }


def row_of(ref: str, who: Identity, frequencies: Frequencies) -> dict[str, Any]:
    """Give one identity as a row; what is missing is NULL."""
    born, (flat, _, building) = who.born_on, who.address.partition("|")
    return {
        "unique_id": ref,
        **_name(who.given, "given"),
        **_name(who.family, "family"),
        "kin": list(heads_of(who.given)),
        "others": list(who.others),
        "shorts": [n for n in who.others if len(n) == 1],
        "firsts": [n[0] for n in who.others],
        "family_parts": who.family.split(),
        "born_y": born.year if born else None,
        "born_m": born.month if born else None,
        "born_d": born.day if born else None,
        "precision": who.born_precision,
        "sex": who.sex or None,
        "phones": list(who.phones) if who.phones and not who.retired_phone else None,
        "emails": list(who.emails) or None,
        "postcode": who.postcode or None,
        "sector": who.postcode[:-2] or None,
        "address": who.address or None,
        "flat": flat or None,
        "building": building or None,
        "tf_given": frequencies.of("given", who.given) if who.given else None,
        "tf_family": frequencies.of("family", who.family) if who.family else None,
    }


def table_of(people: Mapping[str, Identity], frequencies: Frequencies) -> pa.Table:
    """Give the identities as one Arrow table."""
    rows = [row_of(ref, who, frequencies) for ref, who in people.items()]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def keys_of(people: Iterable[tuple[str, Identity]]) -> pa.Table:
    """Give every blocking key of every identity, one a row."""
    refs, keys = [], []
    for ref, who in people:
        for key in blocking_keys(who):
            refs.append(ref)
            keys.append(key)
    return pa.table({"ref": pa.array(refs, _TEXT), "key": pa.array(keys, _TEXT)})


def one_column(name: str, values: list[str]) -> pa.Table:
    """Give texts as a table of one column, none of them included."""
    return pa.table({name: pa.array(values, _TEXT)})
