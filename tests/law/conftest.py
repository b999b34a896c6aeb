"""How the properties of the law are tried: patiently on a busy machine, nothing kept on disk."""

from hypothesis import HealthCheck, settings

settings.register_profile("law", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("law")
