"""What the `sejour` command does, one command a file."""
