"""Giving a file away so that a browser saves it and never runs or guesses it."""

from django.http import FileResponse, HttpResponse

from website.agreements.documents import Download


def give(download: Download) -> FileResponse:
    """The file as an attachment under a plain name, with its type fixed (nosniff)."""
    response = FileResponse(
        download.file.open("rb"),
        as_attachment=True,
        filename=download.name,
        content_type=download.media_type,
    )
    return harden(response)


def give_bytes(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """Bytes made for this request, as an attachment."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return harden(response)


def harden(response: FileResponse | HttpResponse) -> FileResponse | HttpResponse:
    """No guessing of types, no running, no framing, no keeping by machines in between."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
