"""Refusals about files and papers."""

from sejour.core.errors import Refusal


class FileRefused(Refusal):
    """A file cannot be taken; the others of the application are kept."""


class FileIsEmpty(FileRefused):
    """Nothing is in the file."""

    code = "file_is_empty"
    sentence = "Ce fichier est vide. Vos autres pièces sont gardées ; choisissez le fichier de nouveau."


class FileIsTooLarge(FileRefused):
    """The file is over the limit."""

    code = "file_is_too_large"
    sentence = (
        "Ce fichier est trop lourd ({size} Mo) : la limite est de {limit} Mo. Vos autres pièces sont "
        "gardées. Réduisez la qualité de la photo, ou envoyez moins de pages à la fois."
    )


class TypeNotAccepted(FileRefused):
    """The content is of no accepted type, whatever its name says."""

    code = "type_not_accepted"
    sentence = (
        "Le contenu de ce fichier n'est ni un PDF, ni une photo (JPEG, PNG, HEIC ou WebP), quel que soit son "
        "nom. Vos autres pièces sont gardées. Prenez la pièce en photo, ou enregistrez-la en PDF."
    )


class PieceIsTooHeavy(FileRefused):
    """The files of one piece are over the limit together."""

    code = "piece_is_too_heavy"
    sentence = (
        "Ces fichiers sont trop lourds ensemble ({size} Mo) : la limite est de {limit} Mo pour une pièce. "
        "Vos autres pièces sont gardées. Réduisez la qualité des photos, ou gardez les pages utiles."
    )


class TooManyPages(FileRefused):
    """The piece has more pages than an agent reads."""

    code = "too_many_pages"
    sentence = (
        "Cette pièce a trop de pages : la limite est de {limit}. Vos autres pièces sont gardées. "
        "Gardez les pages utiles, et envoyez de nouveau."
    )


class PictureIsTooLarge(FileRefused):
    """The picture has more pixels than are opened."""

    code = "picture_is_too_large"
    sentence = (
        "Cette photo est trop grande pour être ouverte (plus de {limit} millions de points). Vos autres "
        "pièces sont gardées. Prenez-la avec une taille plus petite, ou enregistrez-la en PDF."
    )


class FileIsUnreadable(FileRefused):
    """The content cannot be opened."""

    code = "file_is_unreadable"
    sentence = (
        "Ce fichier est abîmé et ne s'ouvre pas. Vos autres pièces sont gardées ; "
        "enregistrez-le de nouveau, ou prenez la pièce en photo."
    )


class FileIsProtected(FileRefused):
    """A PDF asks for a password."""

    code = "file_is_protected"
    sentence = (
        "Ce PDF est protégé par un mot de passe : un agent ne pourrait pas l'ouvrir. "
        "Vos autres pièces sont gardées ; enregistrez-le sans mot de passe."
    )


class FileIsInfected(Refusal):
    """A virus was found in the file: nobody opens it any more."""

    code = "file_is_infected"
    sentence = (
        "Un virus a été trouvé dans ce fichier : il n'est plus ouvert à personne. La date de dépôt est "
        "gardée ; la pièce est à donner de nouveau."
    )


class ScannerUnavailable(Refusal):
    """The scanner of viruses does not answer, or not as it should. To be tried again."""

    code = "scanner_unavailable"
    sentence = "L'analyse antivirus ne répond pas. Le fichier est gardé ; elle est essayée de nouveau."


class StorageUnavailable(FileRefused):
    """The disk refused the file: ours to mend."""

    code = "storage_unavailable"
    sentence = (
        "Le fichier n'a pas pu être enregistré : la panne vient de chez nous et l'équipe est prévenue. "
        "Vos réponses et vos autres pièces sont gardées. Réessayez dans quelques minutes."
    )


class SignatureUnavailable(Refusal):
    """Nothing can be signed now: the token, or the time-stamp authority, is away. To be tried again."""

    code = "signature_unavailable"
    sentence = (
        "Le document signé n'est pas prêt : la signature est en panne chez nous. Vos droits n'en dépendent "
        "pas, ils sont enregistrés. Réessayez dans quelques minutes."
    )
