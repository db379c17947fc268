"""Make the PNGs that are sent from the SVGs that are drawn: `python -m tools.make_pictures`, with Chromium.

Telegram turns photos into JPEG, which has nothing transparent: so the round corners of a drawing are filled
with the colour of its panel.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).parent.parent / "knowledge" / "pictures"
WIDTH = 1_000
"""Pixels; enough for the densest of phones, at a few dozen kilobytes."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_ENDED_AFTER = 60
"""Seconds."""
_QUIET = ("background-networking", "component-update", "gpu", "quic", "sync")
_VIEW = re.compile(r'viewBox="0 0 ([0-9]+) ([0-9]+)"')
_PANEL = re.compile(r'<rect [^>]*\brx="[0-9]+"[^>]*\bfill="(#[0-9a-f]{6})"')


def main() -> None:
    """Make all of them anew."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"Chromium is missing: install one of {', '.join(BROWSERS)}")
    for drawing in sorted(FOLDER.glob("*.svg")):
        make(browser, drawing)


def make(browser: str, drawing: Path) -> None:
    """Make the PNG beside a drawing."""
    svg = drawing.read_text(encoding="utf-8")
    view, panel = _VIEW.search(svg), _PANEL.search(svg)
    if not view or not panel:
        sys.exit(f"{drawing} needs a viewBox, and a panel: a rect with rx and a fill such as #faf6ee")
    height = WIDTH * int(view[2]) // int(view[1])
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        style = f"*{{margin:0;background:{panel[1]}}}html{{overflow:hidden}}svg{{display:block;width:100vw}}"
        html = f"<!doctype html><meta charset=utf-8><style>{style}</style>{svg}"
        page.write_text(html, encoding="utf-8")
        flags = [f"--disable-{name}" for name in _QUIET]
        flags += [f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},{height}"]
        flags += [f"--screenshot={drawing.with_suffix('.png')}"]
        subprocess.run(  # noqa: S603 - a browser that was looked up, and files of the project
            [browser, "--headless", "--no-sandbox", "--no-first-run", *flags, page.as_uri()],
            check=True,
            capture_output=True,
            timeout=_ENDED_AFTER,
        )


if __name__ == "__main__":
    main()
