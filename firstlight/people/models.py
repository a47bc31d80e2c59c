"""Mentions, appearances, links, persons, places. Private to people.

An appearance ties a person in one record version to a mention; a membership says which
person an appearance was taken for, from one position to another.
"""

from __future__ import annotations

from django.db import models


class Place(models.Model):
    """One place at flat level: UPRN first, else its normal form."""

    ref = models.CharField(max_length=16, unique=True)
    uprn = models.CharField(max_length=12, blank=True, default="", db_index=True)
    normal = models.CharField(max_length=300, unique=True)
    building = models.CharField(max_length=300, db_index=True)
    postcode = models.CharField(max_length=10, blank=True, default="", db_index=True)
    text = models.CharField(max_length=500)
    institution = models.CharField(max_length=40, blank=True, default="")
    name = models.CharField(max_length=160, blank=True, default="")
    told_by = models.CharField(max_length=64, blank=True, default="")  # the organisation's code
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.ref


class Name(models.Model):
    """One distinct name, folded; its search keys are kept once."""

    given = models.CharField(max_length=200)
    family = models.CharField(max_length=200)

    class Meta:
        """Each name once."""

        constraints = (models.UniqueConstraint(fields=["given", "family"], name="each_name_once"),)

    def __str__(self) -> str:
        return str(self.pk)


class NameKey(models.Model):
    """A key by which a misspelt name is found."""

    key = models.BigIntegerField(db_index=True)
    name = models.ForeignKey(Name, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return str(self.key)


class Mention(models.Model):
    """A distinct identity statement. `code` is the same for the same statement in any order."""

    code = models.CharField(max_length=32, unique=True)
    name = models.ForeignKey(Name, on_delete=models.PROTECT, null=True)
    identity = models.TextField()
    known_seq = models.BigIntegerField()
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class MentionKey(models.Model):
    """A blocking key of a mention, as a number."""

    key = models.BigIntegerField()
    mention = models.ForeignKey(Mention, on_delete=models.CASCADE)

    class Meta:
        """Looked up by key."""

        indexes = (models.Index(fields=["key", "mention"], name="key_mention"),)

    def __str__(self) -> str:
        return str(self.key)


class RetiredKey(models.Model):
    """A key too many mentions ever had: retired for good, in every engine.

    `sealed`: no remaining record has it, and it is kept as an HMAC of itself until one has.
    """

    key = models.BigIntegerField(primary_key=True)
    said = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    sealed = models.BooleanField(default=False)
    known_seq = models.BigIntegerField()

    def __str__(self) -> str:
        return self.said


class SpentKey(models.Model):
    """How many mentions that were disposed of had a key: it counts towards its retirement still."""

    key = models.BigIntegerField(primary_key=True)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.count)


class Edge(models.Model):
    """A weighed pair of mentions; its parts are worked afresh from the two when asked."""

    # Both ends are found by the indexes below: another each would be written with every pair.
    left = models.ForeignKey(Mention, models.CASCADE, related_name="+", db_index=False)
    right = models.ForeignKey(Mention, models.CASCADE, related_name="+", db_index=False)
    weight = models.FloatField()
    zone = models.CharField(max_length=5)
    pinned = models.BooleanField(default=False)
    household = models.BooleanField(default=False)
    bends = models.BooleanField(default=False)
    refused = models.BooleanField(default=False)
    known_seq = models.BigIntegerField()

    class Meta:
        """Each pair once."""

        constraints = (models.UniqueConstraint(fields=["left", "right"], name="each_pair_once"),)
        indexes = (models.Index(fields=["right", "zone"], name="edge_right"),)

    def __str__(self) -> str:
        return f"{self.weight:.1f} {self.zone}"


class Appearance(models.Model):
    """One person in one record version."""

    ref = models.CharField(max_length=16, unique=True)
    version = models.BigIntegerField(db_index=True)
    record_ref = models.CharField(max_length=16, db_index=True)
    key = models.CharField(max_length=64)
    role = models.CharField(max_length=24)
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True)
    address_is = models.CharField(max_length=16, blank=True, default="")
    source_person = models.CharField(max_length=200, blank=True, default="")
    known_seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.ref


class Person(models.Model):
    """A reference people are known by: stable, random, apart from clusters."""

    ref = models.CharField(max_length=16, unique=True)
    known_seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)
    became = models.CharField(max_length=16, blank=True, default="")
    became_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.ref


class Membership(models.Model):
    """Which person an appearance was taken for, between two positions.

    `side` is `both`, or `inside` / `outside` where a sealed person is concerned: outsiders'
    pages, searches and counts are worked without the sealed one.
    """

    appearance = models.ForeignKey(Appearance, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, models.PROTECT, db_index=False)  # by the index below
    side = models.CharField(max_length=7, default="both")
    from_seq = models.BigIntegerField()
    to_seq = models.BigIntegerField(null=True)

    class Meta:
        """Read by person and by appearance."""

        indexes = (models.Index(fields=["person", "to_seq"], name="member_person"),)

    def __str__(self) -> str:
        return f"{self.appearance_id} as {self.person_id}"


class Judgement(models.Model):
    """A person's answer about two appearances; taken back, never removed."""

    ref = models.CharField(max_length=16, unique=True)
    one = models.ForeignKey(Appearance, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Appearance, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=9)
    reason = models.TextField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.answer} by {self.by}"


class PlaceUse(models.Model):
    """A place a record version names apart from people's homes."""

    version = models.BigIntegerField(db_index=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    role = models.CharField(max_length=16)
    known_seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.role} {self.place_id}"


class PlaceSaid(models.Model):
    """That a record version says of a place that it is an institution, and of which kind.

    What the register of organisations says stands on the place itself.
    """

    version = models.BigIntegerField(db_index=True)
    record_ref = models.CharField(max_length=16)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="said")
    institution = models.CharField(max_length=40)
    known_seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.institution} {self.place_id}"


class ThingUse(models.Model):
    """A telephone number or vehicle a record version names."""

    version = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=8)
    value = models.CharField(max_length=40)
    appearance = models.CharField(max_length=16, blank=True, default="")
    known_seq = models.BigIntegerField()
    ended_seq = models.BigIntegerField(null=True)

    class Meta:
        """Looked up by what it is."""

        indexes = (models.Index(fields=["kind", "value"], name="thing_value"),)

    def __str__(self) -> str:
        return self.kind


class Reliance(models.Model):
    """What showed a person: every brief, grading, duty and disclosure writes it; a split reads it."""

    kind = models.CharField(max_length=16)
    ref = models.CharField(max_length=16, db_index=True)
    person = models.CharField(max_length=16, db_index=True)
    seq = models.BigIntegerField()
    left_force = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Parting(models.Model):
    """A split: what was parted from whom, so that the old page can say where it went.

    What showed one of `shown_as`, the references the person had while the link stood, between
    `since_seq`, when it was made, and `known_seq` relied on it. `forked` tells which mention an
    appearance had before it was given its own, for the undoing.
    """

    ref = models.CharField(max_length=16, unique=True)
    person = models.CharField(max_length=16, db_index=True)
    to = models.CharField(max_length=16, db_index=True)
    appearances = models.JSONField(default=list)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    known_seq = models.BigIntegerField()
    since_seq = models.BigIntegerField(default=0)
    shown_as = models.JSONField(default=list)
    forked = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=40, default="")

    def __str__(self) -> str:
        return self.ref
