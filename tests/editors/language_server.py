"""yaml-language-server, spoken to as an editor does: the Language Server Protocol, on its standard streams."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

Message = dict[str, Any]
SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
_PATIENCE = 60


class LanguageServer:
    """One server, and the documents that it was shown."""

    def __init__(self, command: list[str], root: Path) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.received: queue.Queue[Message] = queue.Queue()
        self.diagnostics: dict[str, list[Message]] = {}
        self.number = 0
        self.typed = 0  # how many new files it was shown
        threading.Thread(target=self._listen, daemon=True).start()
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {"hover": {"contentFormat": ["markdown"]}, "completion": {}},
        }
        self.ask("initialize", processId=None, rootUri=root.as_uri(), capabilities=capabilities)
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings={"yaml": SETTINGS})

    def show(self, path: Path, text: str) -> list[Message]:
        """Open a document that was not open yet, with this text; return what the server finds wrong with it."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        self._until(lambda _: uri in self.diagnostics)
        return self.diagnostics[uri]

    def at(self, method: str, path: Path, line: int, character: int) -> Any:
        """Ask about a place of a document, both counted from zero."""
        place = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", textDocument={"uri": path.as_uri()}, position=place)

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request; return its result."""
        self.number += 1
        asked = self.number
        self._send({"id": asked, "method": method, "params": params})
        answer = self._until(lambda message: message.get("id") == asked and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def stop(self) -> None:
        """End it as an editor does."""
        self.ask("shutdown")
        self.tell("exit")
        self.process.wait(_PATIENCE)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()

    def _until(self, wanted: Any) -> Message:
        while True:
            message = self.received.get(timeout=_PATIENCE)
            if message.get("method") == "textDocument/publishDiagnostics":
                self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif message.get("method") == "workspace/configuration":
                asked = message["params"]["items"]
                answer = [SETTINGS if one["section"] == "yaml" else {} for one in asked]
                self._send({"id": message["id"], "result": answer})
            elif "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            if wanted(message):
                return message

    def _send(self, message: Message) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.decode("ascii").partition(":")
                length = int(value) if name.lower() == "content-length" else length
                line = stream.readline()
            self.received.put(json.loads(stream.read(length)))
