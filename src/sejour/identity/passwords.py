"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id at OWASP's figures: Django's default takes 100 MiB and half a second a check."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
