"""Tests of bot.knowledge.load."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import FileLine, KnowledgeError, RedFlags, Sign, Source, Vocabulary, load, yaml_file
from tests.knowledge.folders import FEET, FEET_FILE, GOOD, SOURCES, complaints, write


def test_a_folder_becomes_typed_objects(folder: Path) -> None:
    """Everything that the files say."""
    knowledge = load(folder)
    shoes, swelling = knowledge.entries["shoes"], knowledge.entries["swelling"]
    assert shoes.title == "Shoes that fit"
    assert shoes.questions == ("Can my shoes cause foot cramps?", "tight boots")
    assert shoes.keywords == ("trainers", "high heels")
    assert shoes.answer == "They can.\n\nWear wider ones."
    assert shoes.related == ("swelling",)
    assert (shoes.urgent, shoes.listed) == (False, True)
    assert (swelling.urgent, swelling.listed) == (True, False)
    assert swelling.enquiries == ("what does a clot look like",)
    assert knowledge.sources == {
        "article": Source(title="Cramps", kind="article"),
        "clinic": Source(
            title="Leaflet",
            publisher="A clinic",
            url="https://clinic.example/leaflet",
            kind="public-health",
        ),
    }
    assert knowledge.not_covered == ("period pain", "gout")
    assert knowledge.vocabulary == Vocabulary(synonyms={"charley horse": "cramp"}, common=("ankle",))
    assert knowledge.red_flags == RedFlags(
        words={"leg": ("leg", "calf"), "hot": ("hot", "warm to the touch"), "bath": ("bath",)},
        signs=(Sign(name="a hot leg", all=("leg", "hot"), unless=("bath",)),),
    )
    assert knowledge.calibration is not None
    assert knowledge.calibration.answer["first"] == 6
    assert knowledge.calibration.answered_from == 0.3
    assert knowledge.examples == ()
    assert knowledge.languages == {}


def test_one_source_or_a_list_of_them(folder: Path) -> None:
    """Either way there is a tuple."""
    entries = load(folder).entries
    assert [entry.sources for entry in entries.values()] == [("article",), ("article", "clinic")]


def test_only_entries_and_sources_are_required(tmp_path: Path) -> None:
    """The rest is empty."""
    entry = "- {id: a, title: A, questions: [what], answer: This., source: article}\n"
    knowledge = load(write(tmp_path, {"entries.yaml": entry, "sources.yaml": SOURCES}))
    assert list(knowledge.entries) == ["a"]
    assert knowledge.not_covered == ()
    assert knowledge.vocabulary == Vocabulary()
    assert knowledge.red_flags == RedFlags(words={}, signs=())
    assert knowledge.calibration is None


def test_entries_are_in_the_order_of_the_files(tmp_path: Path) -> None:
    """Files by path, entries as they stand."""
    entry = "- {{id: {0}, title: A, questions: [what], answer: This., source: article}}\n"
    files = {"b.yaml": "da", "a/z.yaml": "cb", "a.yaml": "f"}
    write(tmp_path, {file: "".join(map(entry.format, ids)) for file, ids in files.items()})
    assert "".join(load(write(tmp_path, {"sources.yaml": SOURCES})).entries) == "cbfda"


@pytest.mark.parametrize(
    ("file", "group"),
    [
        ("40-at-night.yaml", "At night"),
        ("drinks.yaml", "Drinks"),
        ("sub/7-NHS-advice.yaml", "NHS advice"),
        ("24-7.yaml", "7"),
        ("10-.yaml", "10"),
    ],
)
def test_the_group_comes_from_the_name_of_the_file(tmp_path: Path, file: str, group: str) -> None:
    """A number in front only orders the files."""
    files = {file: FEET.replace("[swelling]", "[]"), "sources.yaml": SOURCES}
    assert load(write(tmp_path, files)).entries["shoes"].group == group


def test_names_are_taken_as_written(tmp_path: Path) -> None:
    """An entry may be called `no`, and another lead to it."""
    files = {
        "entries.yaml": """\
- {id: no, title: A, questions: [never], answer: This., source: 7}
- {id: 2024, title: B, questions: [this year], answer: That., source: [7], related: [no]}
""",
        "sources.yaml": '"7": {title: x, kind: bot}\n',
    }
    entries = load(write(tmp_path, files)).entries
    assert list(entries) == ["no", "2024"]
    assert entries["2024"].related == ("no",)
    assert entries["no"].sources == ("7",)


def test_everything_knows_its_place(folder: Path) -> None:
    """For whoever has something to say about a line; every question has its own."""
    places = load(folder).places
    swelling = places.entries["swelling"]
    alarms = Path("30-alarms.yaml")
    assert swelling.entry == FileLine(alarms, 1, folder)
    assert swelling.answer == FileLine(alarms, 8, folder)
    assert swelling.questions == (FileLine(alarms, 5, folder),)
    assert swelling.enquiries == (FileLine(alarms, 7, folder),)
    assert [place.line for place in places.entries["shoes"].questions] == [4, 5]
    assert [place.line for place in places.not_covered] == [1, 2]
    assert {key: place.line for key, place in places.sources.items()} == {"article": 1, "clinic": 2}


@pytest.mark.parametrize("name", ["", "notes.txt"])
def test_a_folder_without_knowledge_says_what_is_missing(tmp_path: Path, name: str) -> None:
    """Empty, or with other things in it."""
    if name:
        write(tmp_path, {name: "x"})
    assert complaints(tmp_path) == [
        f"{tmp_path}:1: there are no entries here: add a .yaml file with a list of them",
        "sources.yaml:1: is missing: write the sources in it, such as `article: {title: ..., kind: article}`",
    ]


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    """A missing one and a file are named, and nothing else is said about them."""
    (tmp_path / "file").touch()
    assert complaints(tmp_path / "file") == [f"{tmp_path}/file:1: is a file: name its folder"]
    assert complaints(tmp_path / "no") == [f"{tmp_path}/no:1: cannot be read: No such file or directory"]


@pytest.mark.parametrize("content", ["id: shoes\n", "[]\n", "shoes\n", "- shoes\n- boots\n", "7\n"])
def test_a_file_that_is_no_list_of_entries_is_one_problem(folder: Path, content: str) -> None:
    """Not one for every line."""
    write(folder, {"more.yaml": content})
    assert complaints(folder) == ["more.yaml:1: must be a list of entries, each of which begins with `- id:`"]


def test_an_item_between_entries_is_placed(folder: Path) -> None:
    """Only the item that is wrong."""
    write(folder, {FEET_FILE: FEET + "- boots\n"})
    assert complaints(folder) == [
        f"{FEET_FILE}:13: this must be an entry with keys such as `id:` and `title:`, not `boots`"
    ]


LOADERS = st.sampled_from([yaml.CSafeLoader, yaml.SafeLoader])
SIGNS = [*"\t\n[]{}'\"%@~7\0\r\ufeff", "- ", ": ", "&a ", "*a ", "!t ", "# ", "? ", "<<: ", "---\n"]
VALUES = ["no", ".inf", "1e999", "2024-13-40", "\\ud800"]
PIECES = st.one_of(
    st.binary(max_size=8),
    st.text(max_size=8).map(str.encode),
    st.sampled_from([*map(str.encode, SIGNS + VALUES), b"\xff", b"\xff\xfe"]),
)


@st.composite
def bad_folders(draw: st.DrawFn) -> dict[str, bytes]:
    """The good folder with pieces put in, cut out, doubled or replaced."""
    files = {name: content.encode() for name, content in GOOD.items()}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(files)))
        data = files[name]
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 20)))
        files[name] = data[:start] + draw(PIECES) * draw(st.integers(0, 3)) + data[end:]
    return files


def outcome(files: dict[str, bytes], loader: type) -> str:
    """What the loader says; an exception of another kind is passed on."""
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_file, "LOADER", loader)
        try:
            load(write(Path(name), files))
        except KnowledgeError as error:
            return str(error).replace(name, "know")
    return ""


@given(files=bad_folders(), loader=LOADERS)
def test_a_damaged_folder_gives_knowledge_or_lines_to_click_on(files: dict[str, bytes], loader: type) -> None:
    """Whatever is in the files, never another exception, and never the words of a library."""
    said = outcome(files, loader)
    for line in said.split("\n") if said else []:
        place, _, message = line.partition(": ")
        file, _, number = place.rpartition(":")
        assert file.startswith("know")
        assert int(number) >= 1
        assert message.isprintable()
        assert "Input should" not in message


@given(data=st.binary(max_size=200), name=st.sampled_from(sorted(GOOD)), loader=LOADERS)
def test_any_bytes_give_knowledge_or_a_knowledge_error(data: bytes, name: str, loader: type) -> None:
    """In every kind of file."""
    files = {file: content.encode() for file, content in GOOD.items()} | {name: data}
    assert isinstance(outcome(files, loader), str)
