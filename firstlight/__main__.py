"""`python -m firstlight` is the one command by another way."""

import sys

from firstlight.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
