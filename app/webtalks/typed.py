"""Reading what people type: days, times, lists of lines. Each function raises NotRead with a sentence."""

import re
from datetime import date, time
from typing import Any

MOST_QUESTIONS, MOST_AGENDA = 8, 30
_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*Uhr)?")
_AGENDA = re.compile(r"(\d{1,2}[:.]\d{2})\s+(\S.*)")


class NotRead(ValueError):
    """str() is a German sentence."""


def read_day(text: str) -> date:
    """2026-11-24 or 24.11.2026."""
    german = _DAY.fullmatch(text.strip())
    try:
        if german:
            day, month, year = map(int, german.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        raise NotRead("Bitte geben Sie den Tag so an: 24.11.2026.") from None


def read_time(text: str) -> time:
    """10:00, 10.00, 10 or 10 Uhr."""
    found = _TIME.fullmatch(text.strip())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise NotRead("Bitte geben Sie die Uhrzeit so an: 10:00.")
    return time(int(found[1]), int(found[2] or 0))


def read_days(text: str) -> list[date]:
    """Several days, divided by commas, blanks or lines."""
    return [read_day(part) for part in re.split(r"[,;\n]|(?<=\d{4})\s+", text) if part.strip()]


def read_questions(text: str) -> list[dict[str, Any]]:
    """One line each: "Woher kommen Sie?*" (must be answered) or "Welcher Teil? | Vortrag | Werkstatt"."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_QUESTIONS:
        raise NotRead(f"Bitte höchstens {MOST_QUESTIONS} Fragen.")
    return [_question(line, number) for number, line in enumerate(lines, 1)]


def _question(line: str, number: int) -> dict[str, Any]:
    label, *options = [part.strip() for part in line.split("|")]
    required, label = label.endswith("*"), label.removesuffix("*").strip()
    options = [option for option in options if option]
    if not label or len(label) > 200 or len(options) == 1 or any(len(one) > 100 for one in options):
        raise NotRead(f"Zeile {number} verstehen wir nicht. Eine Auswahl braucht mindestens zwei Antworten.")
    kind = "choice" if options else "text"
    return {"key": f"f{number}", "label": label, "kind": kind, "options": options, "required": required}


def questions_text(questions: list[dict[str, Any]]) -> str:
    """Back as it was typed."""
    return "\n".join(
        " | ".join([one["label"] + ("*" if one["required"] else ""), *one["options"]]) for one in questions
    )


def read_agenda(text: str, starts: time) -> list[dict[str, Any]]:
    """Lines like "10:05 Wie Lindenau es gemacht hat" → minutes after the start."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_AGENDA:
        raise NotRead(f"Bitte höchstens {MOST_AGENDA} Zeilen.")
    return [_point(line, starts) for line in lines]


def _point(line: str, starts: time) -> dict[str, Any]:
    found = _AGENDA.fullmatch(line)
    if not found:
        raise NotRead(f"„{line[:60]}“: Bitte beginnen Sie jede Zeile mit einer Uhrzeit, zum Beispiel: 10:05 Begrüßung.")
    at = read_time(found[1])
    minute = (at.hour - starts.hour) * 60 + at.minute - starts.minute
    if minute < 0:
        raise NotRead(f"{found[1]} Uhr liegt vor dem Beginn.")
    return {"at_minute": minute, "text": found[2][:200]}


def agenda_text(agenda: list[dict[str, Any]], starts: time) -> str:
    return "\n".join(f"{_clock(one['at_minute'], starts)} {one['text']}" for one in agenda)


def _clock(minute: int, starts: time) -> str:
    total = starts.hour * 60 + starts.minute + minute
    return f"{total // 60 % 24:02d}:{total % 60:02d}"
