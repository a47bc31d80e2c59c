"""What each command does; the table of commands is in `config.cli`."""
