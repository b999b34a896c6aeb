"""What happens when: one table, fact → reactions (`when.py`)."""
