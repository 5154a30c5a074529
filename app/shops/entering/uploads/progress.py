"""How far a running job is: a file beside the data, for the job's own transaction is seen by nobody until its end."""

from pathlib import Path

from flask import current_app


def say(public_id: str, words: str) -> None:
    path = _path(public_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")


def said(public_id: str) -> str:
    try:
        return _path(public_id).read_text(encoding="utf-8")
    except OSError:
        return ""


def forget(public_id: str) -> None:
    _path(public_id).unlink(missing_ok=True)


def _path(public_id: str) -> Path:
    folder: Path = current_app.config["SETTINGS"].instance_path
    return folder / "progress" / f"shops-{public_id}"
