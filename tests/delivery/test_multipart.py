"""Files and fields in one body."""

from io import BytesIO

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.transport import multipart


@given(st.text())
def test_no_name_ends_its_line(name: str) -> None:
    """Neither a field's name nor a file's can add a header."""
    body, content_type = multipart({name: "1"}, {"document": (name, b"2", "text/plain")})
    boundary = content_type.partition("boundary=")[2]
    _, field, file, end = body.split(f"--{boundary}".encode())
    assert [part.partition(b"\r\n\r\n")[0].count(b"\r\n") for part in (field, file)] == [1, 2]
    assert [part.partition(b"\r\n\r\n")[0].count(b'"') for part in (field, file)] == [2, 4]
    assert end == b"--\r\n"


async def test_read_by_a_server() -> None:
    """What arrives is what was sent: text in any script, bytes that look like line ends, and open files."""

    async def echo(request: web.Request) -> web.Response:
        form = await request.post()
        for value in form.values():
            assert isinstance(value, str | web.FileField)
        return web.json_response(
            {
                name: value
                if isinstance(value, str)
                else [value.filename, value.content_type, value.file.read().hex()]
                for name, value in form.items()
                if isinstance(value, str | web.FileField)
            }
        )

    app = web.Application()
    app.router.add_post("/", echo)
    content = b"\r\n--\x00\xff\r\n"
    body, content_type = multipart(
        {"caption": "Wärme\r\n€"},
        {
            "chart": ("Verlauf März.png", content, "image/png"),
            "export": ("a.json", BytesIO(b"{}"), "application/json"),
        },
    )
    async with TestClient(TestServer(app)) as client:
        answer = await client.post("/", data=body, headers={"Content-Type": content_type})
        assert await answer.json() == {
            "caption": "Wärme\r\n€",
            "chart": ["Verlauf März.png", "image/png", content.hex()],
            "export": ["a.json", "application/json", b"{}".hex()],
        }
