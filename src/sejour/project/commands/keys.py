"""`sejour keys`: the keys that sign papers, 2D-Docs, credentials and webhooks. No database is needed."""

import argparse
from pathlib import Path

NAME = "keys"
HELP = "les clés qui signent : en faire pour essayer, les montrer, les changer, donner leurs certificats"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="development|show|rotate|export")
    verbs.add_parser(
        "development",
        help="fait une autorité et des clés de développement, sans valeur, si le dossier des clés est vide",
    )
    verbs.add_parser("show", help="montre chaque clé : à qui, jusqu'à quand, où elle est")
    rotating = verbs.add_parser(
        "rotate", help="met une clé à la place d'une autre, dont le certificat est gardé"
    )
    rotating.add_argument("use", metavar="USAGE", help="papers, seals, credentials ou webhooks")
    rotating.add_argument(
        "--cert", type=Path, required=True, metavar="FICHIER", help="certificat PEM, suivi de ses autorités"
    )
    rotating.add_argument(
        "--key", type=Path, metavar="FICHIER", help="clé privée PEM ; sans elle, la clé est dans un jeton"
    )
    exporting = verbs.add_parser(
        "export", help="écrit les certificats publics, pour « sejour verify-document --trust DOSSIER »"
    )
    exporting.add_argument("folder", type=Path, metavar="DOSSIER")


def run(options: argparse.Namespace) -> int:
    """Run the command; exit status 2 where a key is missing or wrong."""
    # What holds keys takes long to load: other commands do without.
    from sejour.project.commands import _keys  # noqa: PLC0415

    return _keys.run(options)
