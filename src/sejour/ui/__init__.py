"""Components of our own theme: forms, tables, badges. No word of the domain in it."""
