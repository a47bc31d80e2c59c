"""The records known so far in a replay, settled on who is who, and found by person and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from firstlight.assurance.rules.lookback.who import WhoIsWho
from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.build import build_alone
from firstlight.picture.rules.facts import Facts, Kept, PlaceFacts
from firstlight.picture.rules.nearness import child_of_facts
from firstlight.picture.rules.situations import homes_in, near_in
from firstlight.picture.rules.told import Told
from firstlight.picture.rules.values import PersonPicture, RecordView

ENOUGH = 400  # records of those near that are looked at, as for a picture today


class Near:
    """Who and what a person's floor was last worked from."""

    __slots__ = ("homes", "persons")

    def __init__(self, persons: set[str], homes: set[str]) -> None:
        self.persons = persons
        self.homes = homes


class Held:
    """The current version of every record known, by whom it names and where it tells of."""

    def __init__(self, who: WhoIsWho, places: Mapping[str, PlaceFacts]) -> None:
        self._who, self._places = who, places
        self._told: dict[str, Told] = {}
        self._first: dict[str, datetime] = {}
        self._views: dict[str, RecordView] = {}
        self._naming: dict[str, set[str]] = defaultdict(set)
        self._of: dict[str, set[str]] = defaultdict(set)
        self._alone: dict[str, Facts] = {}
        self._kept = Kept()
        self._grown: dict[str, bool] = {}
        self._pictures: dict[str, tuple[datetime, PersonPicture]] = {}
        self._at: dict[str, set[str]] = defaultdict(set)
        self.touched: set[str] = set()
        self.places_touched: set[str] = set()

    def take(self, told: Told) -> None:
        """Put a version in the place of what was held of its record."""
        ref = told.view.ref
        before = self._told.get(ref)
        if before is not None:
            self._drop(ref)
            for code in before.codes:
                self._naming[code].discard(ref)
        self._told[ref] = told
        self._first.setdefault(ref, told.at)
        for code in told.codes:
            self._naming[code].add(ref)

    def settle(self, codes: Iterable[str], refs: Iterable[str]) -> None:
        """Say anew who these records' people are; note whom and which places that touches."""
        wanted = {ref for code in codes for ref in self._naming.get(code, ())}
        for ref in wanted.union(refs):
            self._drop(ref)
            self._put(ref, self._settled(self._told[ref]))

    def _settled(self, told: Told) -> RecordView:
        people = tuple(
            replace(one, person=self._who.person(code))
            for one, code in zip(told.view.people, told.codes, strict=True)
        )
        return replace(told.view, people=people) if people else told.view

    def _put(self, ref: str, view: RecordView) -> None:
        self._views[ref] = view
        for one in view.people:
            if one.person:
                self._of[one.person].add(ref)
                self._touch(one.person)
        self._placed(ref, view, add=True)

    def _drop(self, ref: str) -> None:
        view = self._views.pop(ref, None)
        if view is None:
            return
        for one in view.people:
            if one.person:
                self._of[one.person].discard(ref)
                self._touch(one.person)
        self._placed(ref, view, add=False)

    def _touch(self, person: str) -> None:
        self.touched.add(person)
        self._alone.pop(person, None)
        self._pictures.pop(person, None)
        self._grown.pop(person, None)
        self._kept.forget(person)

    def alone(self, person: str, at: datetime) -> PersonPicture:
        """Give what a person's own records tell of them at a moment; the same for whoever asks."""
        held = self._pictures.get(person)
        if held is None or held[0] != at:
            held = self._pictures[person] = at, build_alone(self._own(person), person, at)
        return held[1]

    def grown_by(self, person: str, moment: datetime) -> bool:
        """Tell whether somebody was surely no child any more at a moment; asked of one moment alone."""
        if person not in self._grown:
            answer = child_of_facts(self._own(person), person, moment)[0]
            self._grown[person] = answer is Answer.NO
        return self._grown[person]

    def _own(self, person: str) -> Facts:
        """Give the facts of a person's own records, the same until another is learnt."""
        if person not in self._alone:
            own = tuple(self.records_of(person))
            self._alone[person] = Facts(own, self._places, kept=self._kept)
        return self._alone[person]

    def _placed(self, ref: str, view: RecordView, *, add: bool) -> None:
        places = {one.place for one in view.people} | {place for _, place, _ in view.places}
        for place in places:
            if place:
                (self._at[place].add if add else self._at[place].discard)(ref)
                self.places_touched.add(place)

    def has(self, ref: str) -> bool:
        """Tell whether any version of a record is known."""
        return ref in self._told

    def everybody(self) -> list[str]:
        """Give everybody whom a record surely names."""
        return [person for person, refs in self._of.items() if refs]

    def names(self, person: str) -> bool:
        """Tell whether any record surely names somebody now."""
        return bool(self._of.get(person))

    def records_of(self, person: str) -> list[RecordView]:
        """Give the records that surely name a person, in no order."""
        return [self._views[ref] for ref in self._of.get(person, ())]

    def first_known(self, ref: str) -> datetime:
        """Give when the force first wrote a record down."""
        return self._first[ref]

    def facts_about(self, person: str) -> tuple[Facts, Near]:
        """Give what a person's picture is built from now, and whom that looks at.

        The same choice as for a picture today: own records, those at the homes, those of the near.
        """
        own = self._of.get(person, set())
        first = [self._views[ref] for ref in own]
        homes = {home for home in homes_in(first, {person}) if not self._shared(home)}
        around = {ref for home in homes for ref in self._at.get(home, ())} - own
        second = [self._views[ref] for ref in around]
        near = near_in((*first, *second), {person}, homes)
        rest = {ref for one in near for ref in self._of.get(one, ())} - own - around
        third = [self._views[ref] for ref in rest]
        kept = self._kept
        if len(third) > ENOUGH:
            # Somebody near is then told by fewer records than name them: worked out apart.
            kept = Kept()
            third = sorted(third, key=lambda view: (view.known_seq, view.ref))[-ENOUGH:]
        facts = Facts((*first, *second, *third), self._places, kept=kept)
        lasting = self._own(person).lasting.get(person)
        if lasting is not None:
            facts.lasting[person] = lasting
        return facts, Near(near, homes)

    def _shared(self, place: str) -> bool:
        known = self._places.get(place)
        return bool(known and known.institution)
