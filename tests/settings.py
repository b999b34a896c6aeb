"""Settings of the tests: a throw-away home and database, everything else as in production."""

import os
import tempfile
from datetime import date

from tests import database

os.environ.setdefault("SEJOUR_HOME", tempfile.mkdtemp(prefix="sejour-home-"))
os.environ["DATABASE_URL"] = database.url()

from sejour.documents.deux_d_doc.header import Issuer
from sejour.documents.keys.authority import Authority, make_keys
from sejour.project.settings import *  # noqa: F403
from sejour.project.settings import HOME

SECRET_KEY = "tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# An authority of the tests' own, once for all their processes: its keys sign as real ones do.
KEYS_ROOT = HOME / "signing"
make_keys(
    KEYS_ROOT,
    Authority(
        organization="ESSAIS",
        seals=Issuer("FR98", "ESS1"),
        first_day=date(2020, 1, 1),
        last_day=date(2049, 12, 31),
    ),
)
