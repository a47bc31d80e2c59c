"""The geometry of drawings: values in, frozen coordinates out; templates draw them as SVG over a data table."""

from firstlight.kit.rules.drawings.bars import Bar, BarChart, bars
from firstlight.kit.rules.drawings.clock import ClockFace, clock
from firstlight.kit.rules.drawings.family import FamilyGraph, Member, Relation, family_graph
from firstlight.kit.rules.drawings.history import LevelHistory, LevelPoint, level_history
from firstlight.kit.rules.drawings.timeline import Happening, Timeline, timeline
from firstlight.kit.rules.drawings.waterfall import Part, Waterfall, waterfall

__all__ = [
    "Bar",
    "BarChart",
    "ClockFace",
    "FamilyGraph",
    "Happening",
    "LevelHistory",
    "LevelPoint",
    "Member",
    "Part",
    "Relation",
    "Timeline",
    "Waterfall",
    "bars",
    "clock",
    "family_graph",
    "level_history",
    "timeline",
    "waterfall",
]
