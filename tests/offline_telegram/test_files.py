"""Files on their way from Telegram."""

import pytest

from offline_telegram import ApiError, LocalTelegram, MisuseError, Person
from offline_telegram.files import Upload


def _upload(telegram: LocalTelegram, ada: Person, name: str = "week.png") -> str:
    upload = Upload(name, b"\x89PNG", "image/png")
    sizes = telegram.call("sendPhoto", {"chat_id": ada.id, "photo": upload})["photo"]
    return str(sizes[-1]["file_id"])


def test_an_upload_can_be_fetched(telegram: LocalTelegram, ada: Person) -> None:
    """A file has a path, at which its content is."""
    file = telegram.call("getFile", {"file_id": _upload(telegram, ada)})
    assert file["file_path"].startswith("photos/")
    assert file["file_path"].endswith(".png")
    assert telegram.file(file["file_path"]).content == b"\x89PNG"


@pytest.mark.parametrize("name", ["week", "../../etc/passwd", "a.\udcff", "a.b c", "x." + "y" * 99, ""])
def test_odd_names(telegram: LocalTelegram, ada: Person, name: str) -> None:
    """No name of a file gets into its path."""
    path = telegram.call("getFile", {"file_id": _upload(telegram, ada, name)})["file_path"]
    assert path.removeprefix("photos/photo-").isdigit()
    assert telegram.file(path).name == name


@pytest.mark.parametrize("kind", ["photo", "document"])
def test_what_people_send_can_be_fetched(telegram: LocalTelegram, ada: Person, kind: str) -> None:
    """A photo or a document of a person has bytes like any other."""
    content = ada.send(kind).content[kind]
    sent = content[-1] if kind == "photo" else content
    file = telegram.call("getFile", {"file_id": sent["file_id"]})
    fetched = telegram.file(file["file_path"]).content
    assert len(fetched) == file["file_size"]
    assert fetched.startswith(b"\x89PNG" if kind == "photo" else b"Both feet")


def test_what_is_not_there(telegram: LocalTelegram, ada: Person) -> None:
    """Unknown ids are errors; files of which there is only a description, and made-up paths, are misuse."""
    with pytest.raises(ApiError, match="wrong file_id"):
        telegram.call("getFile", {"file_id": "photo-77"})
    voice = ada.send("voice").content["voice"]["file_id"]
    with pytest.raises(MisuseError, match="no content of files that the bot did not upload"):
        telegram.call("getFile", {"file_id": voice})
    path = telegram.call("getFile", {"file_id": _upload(telegram, ada)})["file_path"]
    for wrong in (path.removeprefix("photos/"), f"x/../{path}", "voices/" + voice, "nowhere"):
        with pytest.raises(MisuseError, match="no file"):
            telegram.file(wrong)
