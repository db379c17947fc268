"""Draw docs/conversation.svg, the picture in README.md: `python -m benchmarks.picture`."""

import asyncio
import re
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import MONOKAI

from bot import logs
from bot.application import build_application
from bot.commands.engine import load_knowledge, load_matcher
from bot.local import LocalRequest, LocalTelegram, terminal, terminal_input

PICTURE = Path(__file__).parent.parent / "docs" / "conversation.svg"
SAID = ("why does my foot cramp up at 3am evry night??", "and do magnesum pills help")


async def said() -> AsyncIterator[str]:
    """What somebody writes at three in the morning."""
    for line in SAID:
        yield line


def main() -> None:
    """Let the real bot answer, and keep the picture."""
    logs.set_up("WARNING")
    telegram = LocalTelegram()
    console = Console(record=True, width=84, file=StringIO(), force_terminal=True)
    with TemporaryDirectory() as folder:
        application = build_application(
            load_matcher(load_knowledge(None)),
            telegram.token,
            database=Path(folder, "chat.db"),
            transport=lambda: LocalRequest(telegram),
        )
        asyncio.run(terminal.chat(telegram, application, terminal_input.echoed(said(), console), console))
    picture = console.export_svg(title="make chat", theme=MONOKAI)
    without_web_fonts = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    PICTURE.write_text(without_web_fonts.replace("Fira Code, ", ""), encoding="utf-8")


if __name__ == "__main__":
    main()
