"""Authorised bodies: they ask for the rights of people they name, and are told of changes."""
