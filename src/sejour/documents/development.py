"""The name of whoever signs in development, which every verifier must recognise: it proves nothing."""

ORGANIZATION = "DÉVELOPPEMENT, sans valeur"
