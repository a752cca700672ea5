"""The bytes of a photo, wherever it comes from."""

from __future__ import annotations

import stat

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.vision.picture_header import MAX_FILE_BYTES, too_large


def photo_bytes(photo: PhotoInput) -> bytes:
    """What the photo holds; pipes and devices are refused, since they may never end.

    Raises:
        PhotoError: the file is missing, no plain file, or too large.
    """
    if photo.data is not None:
        return photo.data
    if photo.path is None:
        raise PhotoError(MessageId.PHOTO_EMPTY, name=photo.name)
    try:
        about = photo.path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise PhotoError(MessageId.PHOTO_MISSING, name=photo.name)
        if about.st_size > MAX_FILE_BYTES:
            raise too_large(photo.name, "?", "?", about.st_size)
        return photo.path.read_bytes()
    except (OSError, ValueError) as error:
        raise PhotoError(MessageId.PHOTO_MISSING, name=photo.name) from error
