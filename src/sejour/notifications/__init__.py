"""Declared notices sent by e-mail, with proof of delivery."""
