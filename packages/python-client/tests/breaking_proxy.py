"""Stands between client and service and breaks connections off, as networks do."""

import socket
import threading
from urllib.parse import urlsplit


class BreakingProxy:
    """Passes `lengths[n]` bytes of the answer on the n-th connection, then cuts it; then all of it."""

    def __init__(self, url: str, lengths: list[int]):
        self._to = urlsplit(url)
        self._lengths = list(lengths)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self.requests: list[bytes] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._server.accept()
            except OSError:
                return
            length = self._lengths.pop(0) if self._lengths else None
            threading.Thread(target=self._pass_on, args=(near, length), daemon=True).start()

    def _pass_on(self, near: socket.socket, length: int | None) -> None:
        assert self._to.hostname
        with near, socket.create_connection((self._to.hostname, self._to.port or 80)) as far:
            request = near.recv(1 << 16)
            self.requests.append(request)
            head, _, body = request.partition(b"\r\n\r\n")
            far.sendall(head + b"\r\nconnection: close\r\n\r\n" + body)
            passed = 0
            while piece := far.recv(1 << 14):
                allowed = piece if length is None else piece[: length - passed]
                near.sendall(allowed)
                passed += len(allowed)
                if length is not None and passed >= length:
                    return
