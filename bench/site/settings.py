"""The settings of production; only the list of addresses is ours."""

from sejour.project.settings import *  # noqa: F403

ROOT_URLCONF = "bench.site.urls"
