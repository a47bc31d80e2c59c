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
    return unicodedata.normalize("NFKC", text).upper().strip()


@lru_cache(maxsize=200_000)
def fold_name(text: str) -> str:
    """Fold one name: apostrophes and stops go, hyphens become single spaces."""
    folded = fold(text)
    if folded.isalpha():
        return folded
    if folded.isascii():
        return " ".join(_NOISE.sub("", _GAPS.sub(" ", folded)).replace("_", "").split())
    return " ".join(_drop_marks(_GAPS.sub(" ", folded)).split())


def _drop_marks(text: str) -> str:
    # Combining vowels of Indic and Arabic script belong to the name: \w drops some of them.
    kept = ("L", "M", "Z", "N")
    return "".join(c for c in text if unicodedata.category(c)[0] in kept)
