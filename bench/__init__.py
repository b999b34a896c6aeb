"""How fast the platform is, measured against the database's own limits: `python -m bench`."""
