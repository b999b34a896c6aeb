"""Séjour: an open platform for residence permits.

Nobody who did their part ever spends a day without proof of their rights.
The packages are layers (`pyproject.toml`, import contracts): imports go down, never up.
"""
