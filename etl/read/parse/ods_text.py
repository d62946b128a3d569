"""The text of a cell of an .ods: its paragraphs with their breaks, and the looks of its letters."""

from __future__ import annotations

from etl.read.parse.guard import Attributes
from etl.read.parse.ods_styles import Looks, OdsStyles

# What stands in a cell and is not its text: comments, and drawings that hang on it.
_BESIDE = ("office:annotation", "draw:")
# Footnotes and how words are pronounced: small signs beside or above the text.
_SMALL = ("text:note", "text:ruby-text")
_BREAKS = {"text:line-break": "\n", "text:tab": "\t", "text:s": " "}


class OdsText:
    """Fed with what stands within a cell; `base` are the looks of the cell itself."""

    def __init__(self, base: Looks) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.paragraphs = 0
        # A parser joins what stands on two lines, and takes some of what stands beside for text.
        self.is_parted = False
        self.mark: str | None = None
        self._looks = [base]
        self._beside = 0

    @property
    def text(self) -> str:
        """What is read there."""
        return "".join(self.parts)

    def start(self, name: str, attrs: Attributes, styles: OdsStyles) -> None:
        """An element within the cell begins."""
        if self._beside or name.startswith(_BESIDE + _SMALL):
            self._beside += 1
            self.is_parted = True
            if name in _SMALL:
                self.mark = self.mark or Looks(raised=True).mark
        elif name == "text:p":
            self.paragraphs += 1
            if self.paragraphs > 1:
                self.parts.append("\n")
                self.is_parted = True
            self._enter("paragraph", attrs, styles)
        elif name == "text:span":
            self._enter("text", attrs, styles)
        elif name in _BREAKS and self.paragraphs:
            self.parts.append(_BREAKS[name])
            self.is_parted = self.is_parted or name != "text:s"

    def characters(self, content: str) -> None:
        """Text within the cell."""
        if self._beside or not self.paragraphs:
            return
        self.parts.append(content)
        self.length += len(content)
        if content.strip():
            self.mark = self.mark or self._looks[-1].mark

    def end(self, name: str) -> None:
        """An element within the cell ends."""
        if self._beside:
            self._beside -= 1
        elif name in ("text:p", "text:span"):
            self._looks.pop()

    def _enter(self, family: str, attrs: Attributes, styles: OdsStyles) -> None:
        looks = styles.looks(family, attrs.get("text:style-name", ""))
        self._looks.append(looks.over(self._looks[-1]))
