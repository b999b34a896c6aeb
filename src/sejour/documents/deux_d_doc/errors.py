"""Refusals about 2D-Docs: what cannot be read, and what cannot be written."""

from sejour.core.errors import Refusal


class Unreadable(Refusal):
    """What was given shows no 2D-Doc that can be read; nothing is said of its authenticity."""

    code = "unreadable"


class NotADeuxDDoc(Unreadable):
    """The text does not begin as a 2D-Doc does."""

    code = "not_a_2d_doc"
    sentence = (
        "Ce texte n'est pas un 2D-Doc : un 2D-Doc commence par « DC » et sa version. "
        "Scannez le carré de points du document, ou donnez sa photo."
    )


class TextIsTooLong(Unreadable):
    """The text is longer than any DataMatrix."""

    code = "too_long"
    sentence = "Ce texte est trop long pour un 2D-Doc : {length} caractères, et {limit} au plus."


class ForeignCharacter(Unreadable):
    """A character that no 2D-Doc holds."""

    code = "foreign_character"
    sentence = (
        "Ce texte contient, en position {position}, un caractère qu'un 2D-Doc n'a jamais. "
        "Il a peut-être été modifié par une copie : scannez de nouveau le document."
    )


class HeaderIsWrong(Unreadable):
    """The header is cut or does not hold what its places are for."""

    code = "header"
    sentence = "L'en-tête de ce 2D-Doc est coupé ou faux ({part}). Scannez de nouveau le document."


class VersionNotRead(Unreadable):
    """Versions 2, 3 and 4 are read; version 1 and the binary form are not."""

    code = "version"
    sentence = "Ce 2D-Doc est de version « {version} » ; les versions 02, 03 et 04 se lisent ici."


class SignatureIsMissing(Unreadable):
    """There is nothing after the message: the text was cut, or lost its separators."""

    code = "no_signature"
    sentence = (
        "Ce 2D-Doc n'a pas de signature : le texte est coupé, ou ses séparateurs ont été perdus par une "
        "copie. Scannez de nouveau le document."
    )


class NothingFound(Unreadable):
    """No DataMatrix of a 2D-Doc is seen."""

    code = "nothing_found"
    sentence = (
        "Aucun 2D-Doc n'est visible. Photographiez le carré de points de près, bien éclairé et net, ou "
        "scannez la page à 300 points par pouce."
    )


class PictureIsUnreadable(Unreadable):
    """The picture or the PDF cannot be opened."""

    code = "picture"
    sentence = "Cette image ou ce PDF ne s'ouvre pas : le fichier est abîmé, protégé ou trop grand."


class CertificateIsUnreadable(Refusal):
    """What should be trusted cannot be."""

    code = "certificate"
    sentence = (
        "{name} n'est pas un certificat de 2D-Doc : il faut un certificat X.509 (PEM ou DER), ou une clé "
        "publique PEM dans un fichier nommé d'après son autorité et son certificat (FR06_MI00.pem)."
    )


class FieldRefused(Refusal):
    """A value cannot stand in its field; no seal is made. The value is not told: it is personal."""

    code = "field"
    sentence = (
        "Le cachet 2D-Doc n'est pas fait : ce qui est connu pour « {label} » ({identifier}) manque, "
        "est trop long, ou s'écrit avec d'autres signes que ceux de ce champ."
    )


class TextDoesNotFit(Refusal):
    """The text is longer than the largest DataMatrix."""

    code = "does_not_fit"
    sentence = "Le cachet 2D-Doc n'est pas dessiné : {length} caractères, c'est trop pour un DataMatrix."
