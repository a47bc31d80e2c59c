"""One shard replayed: history fetched, floors worked, each child told; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass

from firstlight.assurance.models import LookbackShard
from firstlight.assurance.replay.gathering import history
from firstlight.assurance.rules.lookback.outcomes import Outcome, outcome
from firstlight.assurance.rules.lookback.sweep import Period, replay
from firstlight.kernel.values.refs import is_ref
from firstlight.people.selectors import anchor
from firstlight.risk.services import settings_now


@dataclass(frozen=True, slots=True)
class Worked:
    """What a shard came to: each child by the anchor of the person they are today."""

    shard: int
    versions: int
    children: tuple[tuple[str, Outcome], ...]


def work(shard: int, period: Period) -> Worked:
    """Replay one shard by the rules as the force has them. Reads only; the same shard again gives the same."""
    versions = LookbackShard.objects.get(pk=shard).versions
    lives = replay(history(versions), period, settings_now())
    told = [outcome(life, period) for life in lives if is_ref(life.person)]
    return Worked(shard, len(versions), tuple((anchor(one.person), one) for one in told))
