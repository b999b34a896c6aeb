"""A database without a transaction around the test."""

import pytest


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """Let a test begin and end its own transactions. (The mark `django_db` does not come by here.)

    By this name the plugin knows that the database must be made, even for one test alone.
    """
    with django_db_blocker.unblock():
        yield
