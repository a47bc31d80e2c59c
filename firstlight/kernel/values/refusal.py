"""A refusal: the system understood, will not do it, and says what to do next."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 -- a refusal is not an error of the program
    """Raised by a service that will not do what was asked.

    `what` says why in the reader's words, `next_step` what to do now. Neither holds a
    person's name. `faults` tells all faults together as (field, sentence).
    """

    def __init__(
        self,
        what: str,
        *,
        next_step: str = "",
        code: str = "refused",
        faults: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(what)
        self.what = what
        self.next_step = next_step
        self.code = code
        self.faults = faults

    def __str__(self) -> str:
        """Say the refusal and the next step as one text."""
        lines = [f"{self.what} {self.next_step}".strip()]
        lines += [f"{field}: {sentence}" for field, sentence in self.faults]
        return "\n".join(lines)


class NotThere(Refusal):
    """Not found, or not yours to see: the two are one answer, with one text."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing here that you may see.",
            next_step="Check the reference, or ask your data protection officer.",
            code="not_there",
        )
