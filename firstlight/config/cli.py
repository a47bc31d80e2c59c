"""The one command, `firstlight`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run a command; exit 0, or 1 with what to do next on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstlight.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- after the settings

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
