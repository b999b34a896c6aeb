"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

from sejour.core import clock
from sejour.documents.signing.levels import require_signing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sejour.project.settings")
application = get_wsgi_application()
# A paper asked for is drawn and signed here: without its keys, the site does not start.
require_signing(at=clock.now())
