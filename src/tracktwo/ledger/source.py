"""What the ledger keeps of a document: where it comes from, without its text."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from tracktwo.intake.document import Document

__all__ = ["Source"]


class Source(BaseModel):
    """One report that was read; its text stays with the user, its hash stands here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str = Field(
        description="SHA-256 of the kept text; the `document` of rows and citations"
    )
    name: str = Field(description="where it came from, to show: a file name, feed.jsonl#3, <stdin>")
    title: str | None = Field(None, description="the title, where the source gives one")
    publisher: str | None = Field(None, description="the publisher, where the source gives one")
    published: str | None = Field(None, description="day of publication, ISO 8601")
    language: str = Field("en", description="ISO 639-1 code as detected")
    characters: int = Field(ge=0, description="length of the kept text, in Unicode code points")
    source_sha256: str | None = Field(None, description="SHA-256 of the bytes as received")
    warnings: list[str] = Field(
        default_factory=list, description="what to know about how the text was got"
    )

    @classmethod
    def of(cls, document: Document) -> Source:
        """The metadata of a document."""
        return cls(
            sha256=document.sha256,
            name=document.name,
            title=document.title,
            publisher=document.publisher,
            published=document.published.isoformat() if document.published else None,
            language=document.language,
            characters=len(document.text),
            source_sha256=document.source_sha256,
            warnings=list(document.warnings),
        )
