"""Whom to talk to over SSH: only a server whose key stands in ~/.ssh/known_hosts, as OpenSSH does.

fsspec by itself would take any key, and hand clients' data to whoever answers. FSSPEC_SFTP_HOST_KEY_POLICY says
otherwise.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import paramiko
from fsspec.config import conf

from playbook.messages import said

__all__ = ["KnownHosts", "host_key_options"]


class KnownHosts(paramiko.MissingHostKeyPolicy):
    """Take the keys in ~/.ssh/known_hosts, refuse all others."""

    def missing_host_key(self, client: Any, hostname: str, key: Any) -> None:
        """Called for a server that this process has not met yet. Raises SSHException or BadHostKeyException."""
        path = Path.home() / ".ssh" / "known_hosts"
        known = paramiko.HostKeys(str(path)) if path.is_file() else paramiko.HostKeys()
        if known.check(hostname, key):
            return
        listed = (known.lookup(hostname) or {}).get(key.get_name())
        if listed is not None:
            raise paramiko.BadHostKeyException(hostname, key, listed)
        raise UnknownHost(
            said(
                "the key of {host} is not in {path}; its fingerprint is {key}",
                host=hostname,
                path=path,
                key=key.fingerprint,
            )
        )


class UnknownHost(paramiko.SSHException):
    """A server that nobody has vouched for."""


def host_key_options(protocol: str) -> dict[str, Any]:
    """What to open an SFTP file system with, beside what is configured."""
    return {} if "host_key_policy" in conf.get(protocol, {}) else {"host_key_policy": KnownHosts}
