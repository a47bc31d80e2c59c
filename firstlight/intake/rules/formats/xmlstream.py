"""XML from outside, read an element at a time in little memory; entities are never read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

LONGEST_ELEMENT = 4 * 1024 * 1024


DEEPEST = 100


class TooLongError(ValueError):
    """One element is longer or deeper than a true one: the rest of the file is not read."""


def local_name(element: Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


class _Bounded:
    """A file that refuses to give more of one element than could be true."""

    def __init__(self, file: IO[bytes], moved: Callable[[int], None]) -> None:
        self._file = file
        self._moved = moved
        self._since = 0

    def read(self, size: int = -1) -> bytes:
        given = self._file.read(size if size > 0 else 65_536)
        self._since += len(given)
        self._moved(len(given))
        if self._since > LONGEST_ELEMENT:
            raise TooLongError
        return given

    def done(self) -> None:
        self._since = 0


def elements(
    file: IO[bytes], names: frozenset[str], moved: Callable[[int], None] = lambda _: None
) -> Iterator[Element]:
    """Give each element of these names once it is whole, then let go of it.

    Raises ParseError where the file breaks off or is none, DefusedXmlException where it declares
    entities, TooLongError where one element, or what lies between two, is over 4 MB or 100 deep.
    """
    bounded = _Bounded(file, moved)
    above: list[Element] = []
    inside = 0
    for event, element in iterparse(bounded, events=("start", "end")):
        wanted = local_name(element) in names
        if event == "start":
            above.append(element)
            if len(above) > DEEPEST:
                raise TooLongError
            inside += wanted
            continue
        above.pop()
        inside -= wanted
        if wanted:
            yield element
        if not inside:
            bounded.done()
            # What is read is taken from its parent: a tree of a gigabyte is never built.
            if above:
                above[-1].remove(element)
