"""Uploads of a bearable size only, refused before their bytes are taken in."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

FORM_AROUND = 1_000_000


class RefuseTooLarge(FileUploadHandler):
    """Stops a request that announces more bytes than an import may have."""

    def handle_raw_input(
        self,
        input_data: object,
        META: object,  # noqa: N803 Django's own name
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> None:
        if content_length > settings.LARGEST_UPLOAD + FORM_AROUND:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
