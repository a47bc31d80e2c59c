"""A frozen value made otherwise is as `dataclasses.replace` makes it."""

from dataclasses import dataclass, field, replace

import pytest

from firstlight.kernel.values.frozen import changed


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    size: int = 3
    veins: tuple[str, ...] = field(default=(), compare=False)


def test_it_is_as_replace_and_the_first_stays_as_it_was():
    leaf = Leaf("oak", veins=("a",))
    assert changed(leaf, size=4) == replace(leaf, size=4)
    assert changed(leaf, size=4).veins == ("a",)
    assert leaf.size == 3


def test_a_field_that_is_not_there_is_refused():
    with pytest.raises(TypeError, match="Leaf has no colour"):
        changed(Leaf("oak"), colour="green")
