"""What is wrong with a key, said to whoever installs it. It stops the start."""

from django.core.exceptions import ImproperlyConfigured

from sejour.documents.keys.uses import Use


class KeyIsWrong(ImproperlyConfigured):
    """A key cannot be used: which, why, and what to do about it."""

    def __init__(self, use: Use, why: str, remedy: str) -> None:
        self.use = use
        super().__init__(f"Clé « {use} » : {why} {remedy} (docs/runbooks/keys.md)")
