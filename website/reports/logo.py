"""Reading the picture of a logo, which is as hostile as any other file that somebody brings."""

import io

from django.utils.translation import gettext as _

#: Bytes of the file that is brought, and points of the picture in it.
MOST_BYTES = 2_000_000
MOST_POINTS = 25_000_000
#: The longest side of what is kept: 600 points print sharp at the size of a letterhead.
LONGEST = 900
KINDS = ("PNG", "JPEG")


class UnusableLogoError(ValueError):
    """The file is no picture that can be a logo; the message says why."""


def made_logo(content: bytes) -> bytes:
    """The picture drawn anew as PNG, without anything else that the file carried.

    Raises:
        UnusableLogoError: It is no PNG or JPEG, is damaged, or is too large.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 only where a logo is brought

    if len(content) > MOST_BYTES:
        raise UnusableLogoError(_("The picture is larger than 2 MB. Make it smaller."))
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as picture:
            width, height = picture.size
            if width * height > MOST_POINTS:
                raise UnusableLogoError(_("The picture has too many points. Make it smaller."))
            picture.load()
            drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    except UnusableLogoError:
        raise
    except Exception:  # noqa: BLE001 a damaged picture makes the reader fail in many ways
        raise UnusableLogoError(
            _("This file is not a picture that can be read. Bring a PNG or a JPEG.")
        ) from None
    drawn.thumbnail((LONGEST, LONGEST))
    fresh = Image.new("RGBA", drawn.size)
    fresh.paste(drawn)
    out = io.BytesIO()
    fresh.save(out, "PNG", optimize=True)
    return out.getvalue()
