"""One way of folding text before anything is compared.

DuckDB compares bytes and rapidfuzz code points; on ASCII they agree, so Latin
text is folded to ASCII once, here. Letters that Unicode does not decompose are
listed by hand. Text in another script keeps its script: it is only normalised.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "ẞ": "SS",
        "ı": "i", "İ": "I", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "þ": "th", "Þ": "TH", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
        "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T",
        "ə": "e", "Ə": "E", "ɛ": "e", "Ɛ": "E", "ɔ": "o", "Ɔ": "O",
        "ɓ": "b", "Ɓ": "B", "ɗ": "d", "Ɗ": "D", "ƙ": "k", "Ƙ": "K",
        "ɖ": "d", "Ɖ": "D", "ƴ": "y", "Ƴ": "Y", "ĸ": "k", "ŀ": "l", "Ŀ": "L",
        "ʻ": "'", "ʼ": "'", "‘": "'", "’": "'", "`": "'", "´": "'",
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip

_GAPS = re.compile(r"[\s\-_/,]+")
_NOISE = re.compile(r"[^\w ]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Fold a text to upper case for comparison.

    Latin letters lose their accents and become ASCII. Text of any other script
    comes back in NFKC capitals, its own marks kept, so that it can still equal
    itself and is never read as something it is not.
    """
    if text.isascii():
        return text.upper().strip()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(LETTERS)))
    if plain.isascii():
        return plain.upper().strip()
    capitals = unicodedata.normalize("NFKC", text.translate(LETTERS)).upper()
    return unicodedata.normalize("NFKC", capitals).strip()


@lru_cache(maxsize=200_000)
def fold_name(text: str) -> str:
    """Fold one name: apostrophes and stops go, hyphens become single spaces."""
    folded = fold(text)
    if folded.isalpha() and folded.isascii():
        return folded
    settled = _bare(folded)
    # A stray sign may have hidden that the rest is Latin: once it is gone, fold again.
    while not settled.isascii() and (again := _bare(fold(settled))) != settled:
        settled = again
    return settled


def _bare(folded: str) -> str:
    if folded.isascii():
        return " ".join(_NOISE.sub("", _GAPS.sub(" ", folded)).replace("_", "").split())
    kept = "".join(c for c in _GAPS.sub(" ", folded) if c == " " or _letter_or_mark(c))
    # Marks without a letter to stand on are no name.
    return " ".join(w for w in kept.split() if unicodedata.category(w[0])[0] != "M")


def _letter_or_mark(sign: str) -> bool:
    # Combining vowels of Indic and Arabic script belong to the name: \w drops some of them.
    return unicodedata.category(sign)[0] in {"L", "M", "N"}
