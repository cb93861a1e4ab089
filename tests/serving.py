"""The app and a browser as browser tests and benches start them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    *("--no-sandbox", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--use-gl=angle", "--use-angle=swiftshader"),
    "--enable-unsafe-swiftshader",
]


@dataclass(frozen=True, slots=True)
class Server:
    """A running server of pages: its address, and its process to end or to measure."""

    url: str
    process: subprocess.Popen[bytes]


def find_chromium() -> str | None:
    """Path of a browser: the one named in CHROMIUM, else the first that is installed."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def serving(script: str = "app.py", *, tree: Path = ROOT, **settings: str) -> Iterator[Server]:
    """A page script, started as users start the app, on a free port; it ends with the block.

    Args:
        script: Path of the script in the tree.
        tree: Folder with the app's files.
        settings: Environment variables, such as WAREHOUSE_URL.

    Raises:
        RuntimeError: It ended, or didn't answer within a minute.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=tree,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(f"http://127.0.0.1:{port}", process)
    try:
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(server: Server) -> None:
    for _ in range(300):
        if server.process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health") as answer:
                if answer.status == 200:
                    return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise RuntimeError("the server didn't answer within a minute")
