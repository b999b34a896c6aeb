"""Wallets: a test wallet and a test verifier, written by the standards, against the platform."""
