"""Contact centre, reception points, substitution filing. Nothing here yet."""
