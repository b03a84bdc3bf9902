"""A Jupyter session whose messages go through a child's line: no socket is opened, and a message is what it is on a real wire."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from jupyter_client.session import Session

__all__ = ["LineSession"]


class LineSession(Session):
    """Packs and unpacks messages as every session does, and gives them to `post` together with the name of their channel."""

    def __init__(self, post: Callable[[str, list[bytes]], None] | None = None) -> None:
        super().__init__()
        self.key = b""  # nobody else can write into the line, so nothing is signed
        self.post = post

    def send(  # type: ignore[override]  # the parameters are the library's
        self, stream: object, msg_or_type: Any, content: Any = None, parent: Any = None, ident: Any = None, buffers: Any = None,
        track: bool = False, header: Any = None, metadata: Any = None,
    ) -> dict[str, Any]:
        """Send a message: a reply where there is no stream, else one for everybody."""
        given = isinstance(msg_or_type, dict)
        message: dict[str, Any] = msg_or_type if given else self.msg(msg_or_type, content, parent, header, metadata)
        attached = buffers or (message.get("buffers") if given else None) or []
        if self.post:
            self.post("iopub" if stream else "shell", [*self.serialize(message), *(memoryview(part).tobytes() for part in attached)])
        return message

    def feed_identities(self, msg_list: Any, copy: bool = True) -> Any:
        """The identities at the head of a message, and the rest; its parts are bytes whatever `copy` says."""
        return super().feed_identities(msg_list, True)

    def deserialize(self, msg_list: Any, content: bool = True, copy: bool = True) -> dict[str, Any]:
        """A message from its parts, which are bytes whatever `copy` says.

        Its date is made one; the library would look for dates in everything, which takes longer than all the rest.
        """
        _, header, parent, metadata, packed, *buffers = msg_list
        told = self.unpack(header)
        told["date"] = datetime.fromisoformat(told["date"])
        return {
            "header": told, "msg_id": told["msg_id"], "msg_type": told["msg_type"], "parent_header": self.unpack(parent),
            "metadata": self.unpack(metadata), "content": self.unpack(packed) if content else packed,
            "buffers": [memoryview(part) for part in buffers],
        }
