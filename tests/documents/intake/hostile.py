"""Files made to hurt, or to be taken for what they are not; each is made here, none is kept."""

import zipfile
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from tests.factories import contents


def written(writer: PdfWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def a_pdf() -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(BytesIO(contents.pdf())))


def zeros(gigabytes: int) -> bytes:
    """Return so many gigabytes of nothing, packed twice into a few kilobytes."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    once = packer.compress(bytes(64 * 1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    return zlib.compress(head + once * (gigabytes * 16), 9)


def flate_in_flate() -> bytes:
    """Return a PDF of a few kilobytes whose page unfolds into gigabytes."""
    writer = a_pdf()
    bomb = StreamObject()
    bomb._data = zeros(2)
    bomb[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode"), NameObject("/FlateDecode")])
    writer.pages[0][NameObject("/Contents")] = writer._add_object(bomb)
    return written(writer)


def action(kind: str, **more: str) -> DictionaryObject:
    said = {NameObject("/S"): NameObject(f"/{kind}")}
    said |= {NameObject(f"/{name}"): TextStringObject(value) for name, value in more.items()}
    return DictionaryObject(said)


def full_of_actions() -> bytes:
    """Return a PDF that wants to run, open, launch and hand over something, everywhere it may."""
    writer = a_pdf()
    writer.add_attachment("programme.exe", b"MZ un programme")
    scripts = ArrayObject([TextStringObject("x"), action("JavaScript", JS="app.alert(2)")])
    names = writer.root_object[NameObject("/Names")].get_object()
    names[NameObject("/JavaScript")] = DictionaryObject({NameObject("/Names"): scripts})
    writer.root_object[NameObject("/OpenAction")] = action("JavaScript", JS="app.alert(1)")
    writer.root_object[NameObject("/AA")] = DictionaryObject(
        {NameObject("/WC"): action("Launch", F="cmd.exe")}
    )
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action("Launch", F="cmd.exe")})
    link = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/A"): action("URI", URI="https://exemple.invalid/"),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject("secret")})
    writer.add_metadata({"/Author": "quelqu'un"})
    return written(writer)


def with_a_note() -> bytes:
    """Return a PDF on which its owner typed something."""
    writer = a_pdf()
    note = FreeText(text="Ajout", rect=(50, 50, 250, 250), background_color="ff0000", border_color="ff0000")
    look = DecodedStreamObject()
    look.set_data(b"1 0 0 rg 0 0 200 200 re f")
    look.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
    look[NameObject("/BBox")] = ArrayObject(map(NumberObject, (0, 0, 200, 200)))
    note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
    writer.add_annotation(0, note)
    return written(writer)


def jpeg_and_zip() -> bytes:
    """Return a photograph that is also an archive."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("page.html", "<script>alert(1)</script>")
    return contents.file_of(contents.sheet()) + packed.getvalue()


def photograph_with_a_place() -> bytes:
    """Return a photograph lying on its side, with where it was taken and a comment."""
    image = contents.sheet().convert("RGB").rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Téléphone de quelqu'un"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)
    return contents.file_of(image, exif=exif, comment=b"un secret")


def photograph_with_broken_data() -> bytes:
    """Return a good photograph whose data about its camera are cut short."""
    exif = Image.Exif()
    exif[0x0112] = 6
    whole = contents.file_of(contents.sheet(), exif=exif)
    return whole.replace(b"Exif\0\0MM\0*", b"Exif\0\0\xff\xff\xff\xff")


def animated() -> bytes:
    """Return a PNG that moves: its first picture is what counts."""
    first = contents.sheet().convert("RGB")
    return contents.file_of(first, "PNG", save_all=True, append_images=[Image.new("RGB", first.size, "red")])


def comments() -> bytes:
    """Return a PNG whose comment unfolds into gigabytes."""
    whole = contents.picture("PNG")
    packed = zlib.compress(bytes(200_000_000), 9)
    text = contents.chunk(b"zTXt", b"Comment\0\0" + packed)
    return whole[:33] + text + whole[33:]
