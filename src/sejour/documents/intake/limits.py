"""How much one piece may be: generous for people, bounded for machines."""

MEGABYTE = 1024 * 1024
MOST_PAGES = 40
LARGEST_PIECE = 60 * MEGABYTE
"""Bytes of the files of one piece together: fifteen photographs of a good telephone."""
