"""What a store's error means: another try, something that the user can mend, or a bug.

Networks stumble: a connection that is cut, a server that is busy. Such a call is made again a few times, waiting a
little longer each time; what still fails then, or could not go well at the second time, is said in the user's words.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from playbook.errors import UserError
from playbook.messages import Said, said

__all__ = ["attempts", "explained", "is_transient"]

#: How often a call is made before it counts as failed, and the seconds to wait before the next try: at first, and at
#: most.
TRIES, FIRST_WAIT, LONGEST_WAIT = 5, 0.1, 10.0

_FINAL = (FileNotFoundError, FileExistsError, PermissionError, IsADirectoryError, NotADirectoryError, socket.gaierror)

_KEYS = said("set FSSPEC_S3_KEY and FSSPEC_S3_SECRET, or AWS's own variables, on every machine")
#: By the name of the error's class, since the libraries that raise them need not be installed: what to do about it.
_ADVICE = {
    "NoCredentialsError": _KEYS,
    "PartialCredentialsError": _KEYS,
    "AuthenticationException": said(
        "name the user in the URL and the key's file in FSSPEC_SFTP_KEY_FILENAME, on every machine"
    ),
    "PasswordRequiredException": said("give the key's passphrase in FSSPEC_SFTP_PASSPHRASE, or use an agent"),
    "UnknownHost": said("check it with whoever runs the server, then: ssh-keyscan -p PORT HOST >> ~/.ssh/known_hosts"),
    "BadHostKeyException": said("the server's key is another than in ~/.ssh/known_hosts: ask who runs it"),
    "PermissionError": said("ask for the right to read and write there, or name another user"),
    "FileNotFoundError": said("make the folder or bucket, or mend the URL"),
    "gaierror": said("mend the host in the URL"),
}


def attempts() -> Retrying:
    """Call it with a function: it is called again while it fails with an error that may pass; the last one is
    raised."""
    waiting = wait_random_exponential(multiplier=FIRST_WAIT, max=LONGEST_WAIT)
    return Retrying(retry=retry_if_exception(is_transient), stop=stop_after_attempt(TRIES), wait=waiting, reraise=True)


def is_transient(error: BaseException) -> bool:
    """True for what may go well at the next try: the system's errors and those of a connection, but not a missing file
    or right."""
    if isinstance(error, _FINAL) or type(error).__name__ in _ADVICE:
        return False
    names = {kind.__name__ for kind in type(error).__mro__}
    return isinstance(error, OSError | EOFError | TimeoutError) or not names.isdisjoint(
        {"SSHException", "HTTPClientError", "ConnectionError"}
    )


@contextmanager
def explained(doing: str) -> Iterator[None]:
    """Turn a store's error into a UserError that says what was being done (`reading sftp://...`), what came, and what
    to do."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        advice = next((_ADVICE[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in _ADVICE), "")
        if not (advice or is_transient(error) or isinstance(error, OSError)):
            raise
        given = error.args[0] if error.args and isinstance(error.args[0], Said) else ""
        why = given or " ".join(str(error).split()) or type(error).__name__
        raise UserError(
            said("{doing}: {why}", doing=doing, why=why),
            advice or said("look whether the server runs and can be reached from this machine"),
        ) from error
