"""Everything that writes from the register of the legacy system."""

from sejour.legacy.services.import_register import Follower, import_register

__all__ = ["Follower", "import_register"]
