"""What people give as a piece: one file, or the photographs of its pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from sejour.documents.errors import FileRefused
from sejour.documents.intake.taking import Given, weigh

_ACCEPTED = "application/pdf,image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"


class FilesInput(forms.ClearableFileInput):
    """A choice of several files, or the camera of a telephone."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, in the order in which they were chosen."""

    widget = FilesInput({"accept": _ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[Any]"]:
        """Return the files; none is read yet, but those that weigh too much are refused."""
        clean_one = super().clean
        files = [clean_one(one, initial) for one in data or [None]]
        try:
            weigh([file.size or 0 for file in files], limit=settings.LARGEST_UPLOAD)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return files


class PieceForm(forms.Form):
    """The files given as a piece."""

    file = FilesField(
        label="Choisir un fichier ou prendre une photo",
        help_text=(
            "PDF ou photos (JPEG, PNG, HEIC, WebP), 20 Mo au plus chacun. Plusieurs pages ? Choisissez "
            "toutes les photos, dans l'ordre des pages."
        ),
        # An empty file is told in our own words.
        allow_empty_file=True,
    )
    add = forms.BooleanField(
        label="Ce sont d'autres pages : les ajouter à la suite de celles que j'ai envoyées.", required=False
    )

    def __init__(self, *args: Any, may_add: bool, **kwargs: Any) -> None:
        """Offer to add pages only where there are some already."""
        super().__init__(*args, **kwargs)
        if not may_add:
            del self.fields["add"]

    @property
    def adds(self) -> bool:
        """Whether the files follow those that were given before."""
        return bool(self.cleaned_data.get("add"))

    @property
    def given(self) -> list[Given]:
        """The files, read."""
        return [Given(file.name or "", file.read()) for file in self.cleaned_data["file"]]
