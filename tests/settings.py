"""Settings of the tests: a throw-away home and database, everything else as in production."""

import os
import tempfile

from tests import database

os.environ.setdefault("SEJOUR_HOME", tempfile.mkdtemp(prefix="sejour-home-"))
os.environ["DATABASE_URL"] = database.url()

from sejour.project.settings import *  # noqa: F403

SECRET_KEY = "tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
