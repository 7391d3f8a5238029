"""A minimal PDF writer, so that tests need no library to make the files that they read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEADING = 14


def make_pdf(
    pages: Sequence[Sequence[str]],
    *,
    info: Mapping[str, str] | None = None,
    encrypted: bool = False,
) -> bytes:
    """A PDF with the given lines on its pages; one without lines holds a grey box, like a scan.

    Lines are in the characters of WinAnsi (Windows-1252).
    """
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    bodies: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        content = _content(lines)
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * number)
        )
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    extra = b""
    if info is not None:
        fields = b" ".join(
            b"/%s %s" % (key.encode(), _string(value)) for key, value in info.items()
        )
        bodies.append(b"<< %s >>" % fields)
        extra += b" /Info %d 0 R" % len(bodies)
    if encrypted:
        key = b"<" + b"ab" * 32 + b">"
        bodies.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s >>" % (key, key))
        extra += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(bodies)
    return _assemble(bodies, extra)


def _content(lines: Sequence[str]) -> bytes:
    if not lines:
        return b"0.5 g 50 50 400 600 re f"
    shown = b"\n".join(b"%s Tj T*" % _string(line) for line in lines)
    return b"BT /F1 11 Tf %d TL 60 780 Td\n%s\nET" % (LEADING, shown)


def _string(value: str) -> bytes:
    data = value.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    return b"(" + data + b")"


def _assemble(bodies: Sequence[bytes], extra: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\n" % (len(bodies) + 1, extra)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
