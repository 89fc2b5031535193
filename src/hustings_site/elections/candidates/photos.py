"""Photographs: read with care, made small, written anew, so that nothing but the picture is kept or sent out."""

import hashlib
import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_FILE = 12_000_000
"""Bytes."""
LARGEST_PICTURE = 50_000_000
"""Points: more would take too much memory."""
WIDEST, HIGHEST = 600, 800
"""Points kept."""
SMALLEST = 120
"""Points along the shorter side."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: JPEG without any of what cameras write beside it."""

    jpeg: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.jpeg).hexdigest()


def picture_from(upload: bytes) -> Picture:
    """The picture in an uploaded file, turned upright, at most 600 x 800 points. Raises ValidationError."""
    if len(upload) > LARGEST_FILE:
        raise ValidationError(_("The file is larger than twelve megabytes: choose a smaller one."))
    try:
        with Image.open(io.BytesIO(upload), formats=FORMATS) as image:
            _refuse_size(image.width, image.height)
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise ValidationError(_("This file is no picture that can be read: choose a JPEG, PNG or WebP.")) from fault
    upright.thumbnail((WIDEST, HIGHEST))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=85, optimize=True, progressive=True)
    return Picture(written.getvalue(), *bare.size)


def _refuse_size(width: int, height: int) -> None:
    if width * height > LARGEST_PICTURE:
        raise ValidationError(_("The picture has more than fifty million points: make it smaller."))
    if min(width, height) < SMALLEST:
        raise ValidationError(
            _("The picture has %(width)d x %(height)d points; at least %(least)d each way are needed.")
            % {"width": width, "height": height, "least": SMALLEST}
        )
