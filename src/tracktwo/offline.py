"""No socket, not even a probe.

spaCy and trafilatura import urllib3, and urllib3 opens a socket when it is imported, to see whether
it could bind ``::1``. Tracktwo opens none, so it has that one module loaded without the probe and
then told what the probe would nearly always find: what Python was built with.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

__all__ = ["without_probe"]

_PROBES = "urllib3.util.connection"


class _Unprobed(Loader):
    def __init__(self, inner: Loader) -> None:
        self.inner = inner

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.inner.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        import socket

        built_with = socket.has_ipv6
        socket.has_ipv6 = False
        try:
            self.inner.exec_module(module)
        finally:
            socket.has_ipv6 = built_with
        module.HAS_IPV6 = built_with  # type: ignore[attr-defined]
        module.__loader__ = self.inner
        if module.__spec__ is not None:
            module.__spec__.loader = self.inner


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: Any = None
    ) -> ModuleSpec | None:
        if fullname != _PROBES:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Unprobed(spec.loader)
        return spec


def without_probe() -> None:
    """Have urllib3 imported without its probe from now on, if it is not imported yet."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
