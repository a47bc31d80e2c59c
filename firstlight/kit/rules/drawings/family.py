"""A family or network as a graph: generations in layers, the child marked, "may be" dashed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

BOX_W, BOX_H, GAP_X, GAP_Y, PAD = 186.0, 56.0, 26.0, 74.0, 14.0
_SEED = 20121114
_PARENT_KINDS = frozenset(
    {"parent", "parent of", "step-parent", "grandparent", "carer", "carer of", "foster carer"}
)


@dataclass(frozen=True)
class Member:
    """A person in the drawing. `detail` is a second line; `child` marks the child the page is about."""

    ref: str
    label: str
    detail: str = ""
    child: bool = False
    url: str = ""


@dataclass(frozen=True)
class Relation:
    """`first` is the `kind` of `second`; `may_be` marks a link that nobody has confirmed."""

    first: str
    second: str
    kind: str
    may_be: bool = False


@dataclass(frozen=True)
class Node:
    """A member placed by the top left corner of its box."""

    x: float
    y: float
    member: Member

    @property
    def middle(self) -> float:
        """The middle of the box along the line of text."""
        return self.x + BOX_W / 2


@dataclass(frozen=True)
class Edge:
    """A relation as a line with its words halfway."""

    path: str
    words_x: float
    words_y: float
    relation: Relation
    first: Member
    second: Member


@dataclass(frozen=True)
class FamilyGraph:
    """All that the template draws, in drawing units."""

    width: float
    height: float
    box_w: float
    box_h: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def family_graph(people: Iterable[Member], relations: Iterable[Relation]) -> FamilyGraph:
    """Layers by generation where the relations make one, else a seeded layout; the same input gives the same drawing."""
    members = {m.ref: m for m in people}
    kept = tuple(
        r for r in relations if r.first in members and r.second in members and r.first != r.second
    )
    layers = _layers(tuple(members), kept)
    widest = max((len(layer) for layer in layers), default=1)
    width = PAD * 2 + widest * BOX_W + (widest - 1) * GAP_X
    nodes = {}
    for depth, layer in enumerate(layers):
        taken = len(layer) * BOX_W + (len(layer) - 1) * GAP_X
        left = (width - taken) / 2
        for i, ref in enumerate(layer):
            nodes[ref] = Node(
                round(left + i * (BOX_W + GAP_X), 1), PAD + depth * (BOX_H + GAP_Y), members[ref]
            )
    edges = tuple(_edge(r, nodes[r.first], nodes[r.second]) for r in kept)
    height = PAD * 2 + len(layers) * BOX_H + max(len(layers) - 1, 0) * GAP_Y + (28 if edges else 0)
    return FamilyGraph(width, height, BOX_W, BOX_H, tuple(nodes.values()), edges)


def _layers(refs: Sequence[str], relations: Sequence[Relation]) -> list[list[str]]:
    down = [(r.first, r.second) for r in relations if r.kind.casefold() in _PARENT_KINDS]
    level = [(r.first, r.second) for r in relations if r.kind.casefold() not in _PARENT_KINDS]
    peers: nx.Graph[str] = nx.Graph()
    peers.add_nodes_from(refs)
    peers.add_edges_from(level)
    group = {ref: i for i, part in enumerate(nx.connected_components(peers)) for ref in part}
    tree: nx.DiGraph[int] = nx.DiGraph()
    tree.add_nodes_from(group.values())
    tree.add_edges_from((group[a], group[b]) for a, b in down)
    if not nx.is_directed_acyclic_graph(tree):
        return _seeded(refs, relations)
    depth = {g: i for i, gen in enumerate(nx.topological_generations(tree)) for g in gen}
    for g in reversed(list(nx.topological_sort(tree))):
        below = [depth[child] for child in tree.successors(g)]
        depth[g] = min(below) - 1 if below else depth[g]
    rows: dict[int, list[str]] = {}
    for ref in refs:
        rows.setdefault(depth[group[ref]], []).append(ref)
    return _ordered([rows[d] for d in sorted(rows)], [*down, *level])


def _ordered(layers: list[list[str]], pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    place = {ref: i for layer in layers for i, ref in enumerate(layer)}
    near: dict[str, list[str]] = {}
    for a, b in pairs:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    for _ in range(4):
        for layer in layers:
            pull = {
                r: sum(place[n] for n in near.get(r, [r])) / len(near.get(r, [r])) for r in layer
            }
            layer.sort(key=lambda r: (pull[r], place[r]))
            place.update({ref: i for i, ref in enumerate(layer)})
    return layers


def _seeded(refs: Sequence[str], relations: Sequence[Relation]) -> list[list[str]]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(refs)
    graph.add_edges_from((r.first, r.second) for r in relations)
    spots = nx.spring_layout(graph, seed=_SEED)
    by_height = sorted(refs, key=lambda ref: (float(spots[ref][1]), ref))
    per_row = max(2, round(len(refs) ** 0.5))
    rows = [by_height[i : i + per_row] for i in range(0, len(by_height), per_row)]
    return [sorted(row, key=lambda ref: (float(spots[ref][0]), ref)) for row in rows]


def _edge(relation: Relation, first: Node, second: Node) -> Edge:
    if first.y == second.y:
        return _beside(relation, first, second)
    upper, lower = (first, second) if first.y < second.y else (second, first)
    x1, y1, x2, y2 = upper.middle, upper.y + BOX_H, lower.middle, lower.y
    bend = y2 - GAP_Y / 2
    path = f"M{x1} {y1} V{bend} H{x2} V{y2}" if y2 - y1 <= GAP_Y else f"M{x1} {y1} L{x2} {y2}"
    return Edge(
        path, x2, round(bend + (y2 - bend) / 2 + 4, 1), relation, first.member, second.member
    )


def _beside(relation: Relation, first: Node, second: Node) -> Edge:
    left, right = (first, second) if first.x < second.x else (second, first)
    if right.x - left.x <= BOX_W + GAP_X + 1:
        y = left.y + BOX_H / 2
        path, words_y = f"M{left.x + BOX_W} {y} H{right.x}", left.y + BOX_H + 14
    else:
        y = left.y + BOX_H
        path, words_y = f"M{left.middle} {y} V{y + 20} H{right.middle} V{y}", y + 34
    return Edge(
        path, (left.middle + right.middle) / 2, words_y, relation, first.member, second.member
    )
