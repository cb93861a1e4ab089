"""A reader without a browser: speaks the app's own protocol, to measure the server alone."""

import asyncio
import time
from urllib.parse import urlencode, urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LARGEST = 64 * 1024 * 1024
LONGEST_SECONDS = 120


class Reader:
    """One session on a server of this machine; use it as an async context."""

    def __init__(self, url: str, path: str = "") -> None:
        self._address = f"ws://{urlsplit(url).netloc}/_stcore/stream"
        self._path = path
        self.received_bytes = 0

    async def __aenter__(self) -> "Reader":
        self._socket = await websockets.connect(
            self._address, subprotocols=["streamlit"], max_size=LARGEST, compression=None
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def look(self, **choices: str) -> float:
        """Seconds from asking for a view to the end of its run."""
        message = BackMsg()
        message.rerun_script.query_string = urlencode(choices)
        message.rerun_script.page_name = self._path
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(LONGEST_SECONDS):
            while True:
                answer = await self._socket.recv()
                self.received_bytes += len(answer)
                if _state(answer) is not None:
                    return time.perf_counter() - started


def _state(answer: bytes | str) -> int | None:
    """How a run ended, if this message says so; other messages aren't looked into."""
    # A large one holds figures: to read it would slow the reader, not the server.
    if isinstance(answer, str) or len(answer) > 4096:
        return None
    message = ForwardMsg.FromString(answer)
    if message.WhichOneof("type") != "script_finished":
        return None
    assert message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY, message
    return message.script_finished
