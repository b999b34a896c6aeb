"""What `sejour keys` does."""

import argparse
import sys
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sejour.core import clock
from sejour.documents.errors import SignatureUnavailable
from sejour.documents.keys import Use, certificates_of, key_of
from sejour.documents.keys.authority import Authority, make_keys
from sejour.documents.keys.rotation import export, rotate

_YEARS = 10


def run(options: argparse.Namespace) -> int:
    """Do what a verb says; return the exit status."""
    verb = {"development": _development, "show": _show, "rotate": _rotate, "export": _export}[options.verb]
    try:
        verb(options)
    except (ImproperlyConfigured, SignatureUnavailable, OSError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    return 0


def make_development_keys(*, today: date) -> None:
    """Make keys that prove nothing, good for years around a day, if the folder of keys is empty."""
    years = date(today.year - 1, 1, 1), date(today.year + _YEARS, 12, 31)
    make_keys(
        Path(settings.KEYS_ROOT), Authority(site=settings.SITE_URL, first_day=years[0], last_day=years[1])
    )


def _development(_: argparse.Namespace) -> None:
    make_development_keys(today=clock.today())
    print(f"Clés de développement, sans valeur : {settings.KEYS_ROOT}")


def _show(_: argparse.Namespace) -> None:
    for use in Use:
        key, retired = key_of(use), certificates_of(use)[1:]
        print(f"{use} : {key.certificate.subject.rfc4514_string()}")
        print(f"  valable {key.days_in_words}{'' if key.covers(clock.now()) else ' : HORS DE SA PÉRIODE'}")
        print(f"  clé : {key.holder.place}")
        print(f"  empreinte du certificat : {key.fingerprint}")
        print(f"  certificats précédents : {len(retired)}")


def _rotate(options: argparse.Namespace) -> None:
    use = _use(options.use)
    kept = rotate(
        Path(settings.KEYS_ROOT),
        use,
        certificate=options.cert,
        key=options.key,
        password=settings.KEYS_PASSWORD,
        at=clock.now(),
    )
    print(f"Clé « {use} » changée ; le certificat précédent est gardé : {kept}")
    print("Redémarrez le site et les travaux : ils signent avec la clé d'avant jusque-là.")


def _export(options: argparse.Namespace) -> None:
    for path in export(options.folder, {use: certificates_of(use) for use in Use}):
        print(path)


def _use(name: str) -> Use:
    if name not in list(Use):
        raise ImproperlyConfigured(f"« {name} » n'est pas un usage : {', '.join(Use)}.")
    return Use(name)
