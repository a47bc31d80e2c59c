"""How the demonstration's style sheets and scripts are made small."""

from __future__ import annotations

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedStaticFilesStorage


class Gzipped(CompressedStaticFilesStorage):  # type: ignore[misc]  # -- published without types
    """Leaves out Brotli, which is a little smaller and takes seconds before the first page."""

    def create_compressor(self, **asked: Any) -> Compressor:
        """Give what makes them small."""
        return Compressor(use_brotli=False, **asked)
