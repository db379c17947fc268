"""Knowledge folders for tests."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.knowledge import KnowledgeError, load

FEET = """\
- id: shoes
  title: Shoes that fit
  questions:
    - Can my shoes cause foot cramps?
    - tight boots
  keywords: [trainers, high heels]
  answer: |
    They can.

    Wear wider ones.
  source: article
  related: [swelling]
"""
ALARM = """\
- id: swelling
  title: A swollen leg
  urgent: true
  questions:
    - My leg is hot and swollen.
  enquiries:
    - what does a clot look like
  answer: Call a doctor today.
  source: [article, clinic]
  listed: no
"""
SOURCES = """\
article: {title: Cramps, kind: article}
clinic:
  title: Leaflet
  publisher: A clinic
  url: https://clinic.example/leaflet
  kind: public-health
"""
GOOD = {
    "20-by-day/10-on-your-feet.yaml": FEET,
    "30-alarms.yaml": ALARM,
    "sources.yaml": SOURCES,
    "not-covered.yaml": "- period pain\n- gout\n",
    "vocabulary.yaml": "synonyms: {charley horse: cramp}\ncommon: [ankle]\n",
    "red-flags.yaml": """\
words:
  leg: [leg, calf]
  hot: [hot, warm to the touch]
  bath: [bath]
signs:
  - name: a hot leg
    all: [leg, hot]
    unless: [bath]
""",
    "calibration.yaml": """\
answer: {bias: -4, first: 6, lead: 3, declined: -5, strangeness: 4}
abroad: {bias: -4, first: 6, lead: 3, declined: -5, strangeness: 4}
alarm: {bias: -4, described: 8, enquiry: -3, words: 2, otherwise: -3}
answered_from: 0.3
abroad_from: 0.3
suggested_from: 0.02
raised_from: 0.5
asked_from: 0.2
""",
}
FEET_FILE = "20-by-day/10-on-your-feet.yaml"


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files into the folder, which is made when it is not there."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Change one thing in a file of the folder."""
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1
    write(folder, {file: text.replace(old, new)})


def complaints(folder: Path) -> list[str]:
    """What the loader says about a bad folder, with paths in the folder."""
    with pytest.raises(KnowledgeError) as raised:
        load(folder)
    return [
        line.removeprefix(f"{folder}/").replace(f"{folder}/", "") for line in str(raised.value).split("\n")
    ]
