"""The public check: four ways to ask, one answer, its receipt, in three languages, without an account."""
