"""Verifiable credentials: attestations in a European wallet, with their status."""
