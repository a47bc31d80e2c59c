"""A worker process of the look-back, made ready before anything of the tables is read."""


def ready() -> None:
    """Bring Django up in a process of its own."""
    import django  # noqa: PLC0415 -- only in a worker's own process

    django.setup()
