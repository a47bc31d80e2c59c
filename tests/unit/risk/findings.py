"""What every rule says of every case, kept by the rule's version in `golden/findings.json`.

A finding that changes while its rule's version does not fails the build: an assessment stored
yesterday would say something else today under the same name. `make findings` keeps what is new and
refuses what changed without a new version.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

from firstlight.picture.rules.values import Situation
from firstlight.risk.rules.rule import Rule, Settings
from firstlight.risk.rules.table import RULES
from unit.risk.cases.table import CASES

KEPT = Path(__file__).parent / "golden" / "findings.json"
NONE_ON = Settings()


def situations() -> dict[str, Situation]:
    """Give the fixed set of records: each case of each rule, by name."""
    return {f"{code} {answer}": one for code, case in CASES.items() for answer, one in case.items()}


def _places(one: Situation) -> dict[str, str]:
    """Give each record its place in the situation: references are drawn anew each run."""
    people = (one.subject, *one.people.values())
    found = {r.ref: (r.moment, r.kind, r.ref) for p in people for r in (*p.records, *p.may_be)}
    ordered = sorted(found, key=lambda ref: found[ref])
    return {ref: f"{place} {found[ref][1]}" for place, ref in enumerate(ordered)}


def said(rule: Rule, one: Situation) -> str:
    """Give a finding as an answer and a short print of all it says and rests on."""
    finding = rule.condition(one, NONE_ON)
    places = _places(one)
    evidence = [places.get(ref, ref) for ref in finding.evidence]
    told = [finding.because, finding.also, finding.asks, evidence]
    return f"{finding.answer} {sha256(json.dumps(told).encode()).hexdigest()[:10]}"


def row_of(rule: Rule) -> list[object]:
    """Give what a yes of this rule does."""
    fresh = [] if rule.fresh_days is None else [rule.fresh_days]
    return [
        rule.framework, rule.title, rule.least_level, rule.level(NONE_ON), list(rule.opens), *fresh
    ]  # fmt: skip


def now(rules: tuple[Rule, ...] = RULES) -> dict[str, dict]:
    """Work out every rule's findings; what it says of most cases is written once."""
    fixed = situations()
    found = {}
    for rule in rules:
        told = {name: said(rule, one) for name, one in fixed.items()}
        most = min(Counter(told.values()).items(), key=lambda pair: (-pair[1], pair[0]))[0]
        but = {name: text for name, text in told.items() if text != most}
        found[rule.code] = {
            "version": rule.version, "does": row_of(rule), "else": most, "cases": but,
        }  # fmt: skip
    return found


def kept() -> dict:
    """Give what was kept: the names of the cases, and each rule's findings."""
    return json.loads(KEPT.read_text()) if KEPT.exists() else {"cases": [], "rules": {}}


def changed(before: dict, after: dict[str, dict]) -> list[str]:
    """Tell each finding that differs from what was kept of the same version of its rule."""
    faults = []
    held = set(situations())
    for code, row in after.items():
        old = before["rules"].get(code)
        if old is None or row["version"] > old["version"]:
            continue
        if row["version"] < old["version"] or row["does"] != old["does"]:
            faults.append(f"{code}: its row")
        faults += [
            f"{code}: of the case {name}"
            for name in before["cases"]
            if name in held
            and row["cases"].get(name, row["else"]) != old["cases"].get(name, old["else"])
        ]
    return faults


def main() -> int:
    """Keep what is new; refuse what changed without a new version."""
    after = now()
    faults = changed(kept(), after)
    if faults:
        told = "\n".join(faults)
        sys.stderr.write(f"{told}\nRaise `version` in the rule's row, then `make findings`.\n")
        return 1
    kept_now = {"cases": sorted(situations()), "rules": dict(sorted(after.items()))}
    KEPT.write_text(json.dumps(kept_now, indent=1) + "\n")
    sys.stdout.write(f"{len(after)} rules over {len(kept_now['cases'])} cases are kept.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
