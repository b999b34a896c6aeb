"""FAQ and guides, dated, tied to procedures. Nothing here yet."""
