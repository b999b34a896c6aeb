"""Reads everything: anomalies, support missions, indicators. Nothing here yet."""
