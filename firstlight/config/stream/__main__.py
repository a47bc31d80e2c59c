"""Runs the stream: `python -m firstlight.config.stream PORT [HOST]`."""

from __future__ import annotations

import os
import sys
from typing import Any

import django
import uvicorn


class Server(uvicorn.Server):
    """Ends the open streams first: they would otherwise never let the process stop."""

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        """Close every page's stream, then stop as any server does."""
        from firstlight.config.stream.door import HUB

        HUB.close()
        await super().shutdown(sockets)


def main(port: int, host: str = "127.0.0.1") -> None:
    """Serve the stream until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstlight.config.settings")
    django.setup()
    from firstlight.config.stream.door import application

    config = uvicorn.Config(
        application, host=host, port=port, log_level="warning", access_log=False,
        timeout_graceful_shutdown=3, lifespan="on", ws="none",
    )  # fmt: skip
    Server(config).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), *(sys.argv[2:3] or ["127.0.0.1"]))
