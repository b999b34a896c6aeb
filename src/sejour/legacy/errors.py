"""Why a whole file is refused: nothing of it was imported."""

from sejour.core.errors import Refusal


class FileRefused(Refusal):
    """The file is not an extract of the register that can be read to its end."""

    code = "file_refused"
    sentence = "Ce fichier ne peut pas être importé. Rien n'a été importé."


class EmptyFile(FileRefused):
    """There is not even a header."""

    code = "empty_file"
    sentence = (
        "Ce fichier est vide : il n'a même pas la ligne des noms de colonnes. Rien n'a été importé. "
        "Vérifiez que l'extraction est allée à son terme."
    )


class UnreadableFile(FileRefused):
    """The system does not let it be read."""

    code = "unreadable_file"
    sentence = "Ce fichier ne peut pas être lu : {why}. Rien n'a été importé."


class NotAnExtract(FileRefused):
    """Another kind of file."""

    code = "not_an_extract"
    sentence = (
        "Ce fichier n'est pas un extrait du registre : {what}. Rien n'a été importé. Il faut un fichier CSV "
        "en UTF-8, séparé par des points-virgules, compressé par gzip ou non."
    )


class DamagedFile(FileRefused):
    """A compressed file that cannot be decompressed to its end."""

    code = "damaged_file"
    sentence = (
        "Ce fichier compressé est incomplet ou abîmé (il s'arrête après {lines} lignes lues). "
        "Rien n'a été importé. Copiez-le de nouveau depuis sa source, puis relancez la commande."
    )


class WrongColumns(FileRefused):
    """The header does not name the columns of the register, each once."""

    code = "wrong_columns"
    sentence = (
        "L'en-tête de ce fichier ne nomme pas les colonnes du registre. {problems} Rien n'a été importé."
    )
