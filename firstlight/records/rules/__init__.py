"""Typed schemas of records and the checks they must pass; pure."""

from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.kinds import KINDS, Kind
from firstlight.records.rules.reading import Fault, read

__all__ = ["KINDS", "Envelope", "Fault", "Kind", "read"]
