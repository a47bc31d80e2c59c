"""A finding that changes without a new version of its rule is seen; a new version is one command."""

from dataclasses import replace

import pytest

from firstlight.kernel.values.answer import yes
from firstlight.risk.rules.table import RULES
from unit.risk import findings


@pytest.fixture(scope="module")
def known():
    return findings.kept(), findings.now()


def test_every_rule_says_what_was_kept_of_its_version(known):
    before, after = known
    assert findings.changed(before, after) == [], "raise the rule's version, then `make findings`"
    fresh = {"cases": sorted(findings.situations()), "rules": after}
    assert before == fresh, "a new rule, case or version is kept by `make findings`"


def test_another_sentence_another_level_or_an_older_version_is_seen(known):
    before, _ = known
    rule = RULES[0]
    others = (
        replace(rule, condition=lambda one, _: yes("Otherwise.", one.subject.ref)),
        replace(rule, least_level="high"),
        replace(rule, version=0),
    )
    for other in others:
        assert findings.changed(before, findings.now((other,))), other
    newer = replace(others[0], version=rule.version + 1)
    assert findings.changed(before, findings.now((newer,))) == []
