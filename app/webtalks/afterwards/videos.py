"""Which files a browser plays: MP4 and WebM, known by their first bytes."""

from dataclasses import dataclass
from typing import IO

NOT_PLAYED = "Diese Art von Datei spielt nicht jeder Browser. Bitte laden Sie die Aufzeichnung als MP4 oder WebM hoch."


class VideoRefused(ValueError):
    """str() is a German sentence for the field."""


@dataclass(frozen=True)
class VideoType:
    suffix: str
    media_type: str


MP4, WEBM = VideoType("mp4", "video/mp4"), VideoType("webm", "video/webm")
ACCEPTED = f"{MP4.media_type},{WEBM.media_type}"


def video_type(stream: IO[bytes]) -> VideoType:
    """Reads the beginning and goes back to it. Raises VideoRefused."""
    stream.seek(0)
    head = stream.read(64)
    stream.seek(0)
    if head[4:8] == b"ftyp":
        return MP4
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head:
        return WEBM
    raise VideoRefused(NOT_PLAYED)
