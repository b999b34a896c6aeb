"""Pages of usagers."""
