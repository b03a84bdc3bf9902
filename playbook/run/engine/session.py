"""A Jupyter session whose messages go through a child's pipe: no socket is opened, and a message is what it is on a
real wire.

What a wire cannot carry (a lone surrogate, a structure that holds itself) is an error of the cell that shows it, as in
any kernel. What a kernel says by itself, printed text, errors and replies, is said all the same, since somebody waits
for it: what cannot be said of it is replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from math import isfinite
from typing import Any

from jupyter_client.session import Session

__all__ = ["PipeSession", "plain"]

#: What cells send: they hear of it where it cannot be sent, and so does whoever asks for a cell that cannot be.
_SENT_BY_CELLS = (
    "display_data",
    "update_display_data",
    "execute_result",
    "comm_open",
    "comm_msg",
    "comm_close",
    "execute_request",
)

#: How deep a structure may be that a kernel says by itself.
_LEVELS = 8


class PipeSession(Session):
    """Packs and unpacks messages as every session does, and gives them to `post` together with the name of their
    channel."""

    def __init__(self, post: Callable[[str, list[bytes]], None] | None = None) -> None:
        super().__init__()
        self.key = b""  # nobody else can write into the pipe, so nothing is signed
        self.post = post

    def send(  # type: ignore[override]  # the parameters are the library's
        self,
        stream: object,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: Any = None,
        metadata: Any = None,
    ) -> dict[str, Any]:
        """Send a message: a reply where there is no stream, else one for everybody."""
        given = isinstance(msg_or_type, dict)
        message: dict[str, Any] = msg_or_type if given else self.msg(msg_or_type, content, parent, header, metadata)
        attached = buffers or (message.get("buffers") if given else None) or []
        if self.post:
            self.post(
                "iopub" if stream else "shell",
                [*self.serialize(message), *(memoryview(part).tobytes() for part in attached)],
            )
        return message

    def serialize(self, msg: Mapping[str, Any], ident: Any = None) -> list[bytes]:
        """The parts of a message. Raises what packing it raises where a cell sends it; else what cannot be packed is
        replaced."""
        try:
            return super().serialize(dict(msg), ident)
        except Exception:
            if msg["header"]["msg_type"] in _SENT_BY_CELLS:
                raise
        return super().serialize({**msg, "content": plain(msg["content"]), "metadata": plain(msg["metadata"])}, ident)

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
            "header": told,
            "msg_id": told["msg_id"],
            "msg_type": told["msg_type"],
            "parent_header": self.unpack(parent),
            "metadata": self.unpack(metadata),
            "content": self.unpack(packed) if content else packed,
            "buffers": [memoryview(part) for part in buffers],
        }


def plain(value: Any, levels: int = _LEVELS) -> Any:
    r"""What JSON can hold of a value: halves of characters that lack the other half are replaced, objects become their
    kind in words.

    >>> plain({"text": "\ud83d\ude00 \ud800", "payload": [float("nan"), object()]})
    {'text': '😀 �', 'payload': [None, '<object>']}
    """
    if isinstance(value, str):
        return str.encode(value, "utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping) and levels:
        return {plain(str(key)): plain(part, levels - 1) for key, part in value.items()}
    if isinstance(value, (list, tuple)) and levels:
        return [plain(part, levels - 1) for part in value]
    if value is None or type(value) in (bool, int):
        return value
    if type(value) is float:
        return value if isfinite(value) else None
    return f"<{type(value).__name__}>"
