"""Refusals about files."""

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
        "Le contenu de ce fichier n'est ni un PDF, ni une photo JPEG ou PNG, quel que soit son nom. "
        "Vos autres pièces sont gardées. Prenez la pièce en photo, ou enregistrez-la en PDF."
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


class StorageUnavailable(FileRefused):
    """The disk refused the file: ours to mend."""

    code = "storage_unavailable"
    sentence = (
        "Le fichier n'a pas pu être enregistré : la panne vient de chez nous et l'équipe est prévenue. "
        "Vos réponses et vos autres pièces sont gardées. Réessayez dans quelques minutes."
    )
