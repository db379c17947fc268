"""The parameters of a request over HTTP: from the query string and the body, in any of their encodings."""

from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from offline_telegram.errors import ApiError, misuse
from offline_telegram.files import Upload
from offline_telegram.methods import METHODS
from offline_telegram.parameters import from_form, from_json, native

_READERS: Mapping[str, Callable[[bytes], dict[str, Any]]] = {
    "application/json": from_json,
    "application/x-www-form-urlencoded": from_form,
}
_LARGEST_REQUEST = 50 * 1024 * 1024


async def read_parameters(request: web.Request, method: str) -> dict[str, Any]:
    """The parameters with native values, and an `Upload` for each file; raises an ApiError for a bad body."""
    values: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    if request.can_read_body:
        try:
            values, uploads = await _body(request.clone(client_max_size=_LARGEST_REQUEST))
        except web.HTTPRequestEntityTooLarge as error:
            raise ApiError(413, "Request Entity Too Large") from error
    if request.query_string:
        values = from_form(request.rel_url.raw_query_string.encode()) | values
    if method in METHODS:
        values = native(values, METHODS[method].fields)
    return values | uploads


async def _body(request: web.BaseRequest) -> tuple[dict[str, Any], dict[str, Upload]]:
    if request.content_type == "multipart/form-data":
        return await _multipart(request)
    content = await request.read()
    if request.content_type not in _READERS:
        raise misuse(f"a body of type {request.content_type} is not read")
    return _READERS[request.content_type](content), {}


async def _multipart(request: web.BaseRequest) -> tuple[dict[str, Any], dict[str, Upload]]:
    try:
        fields = await request.post()
    except ValueError as error:
        raise misuse(f"can't parse the form data: {error}") from error
    values: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    for name, field in fields.items():
        if isinstance(field, web.FileField):
            with field.file as file:
                uploads[name] = Upload(field.filename, file.read(), field.content_type)
        else:
            values[name] = field if isinstance(field, str) else bytes(field).decode(errors="surrogateescape")
    return values, uploads
