"""Endpoints for machines. Nothing here yet."""
