"""Whether a recording of a talk may be shown."""

from app.webtalks.models import Webtalk
from app.webtalks.recording.queries import Count, count_of, notice_of

NOT_ANNOUNCED = (
    "Dieser Webtalk war nicht als Aufzeichnung angekündigt. Wer dabei war, wurde nicht gefragt; deshalb lässt sich "
    "keine Aufzeichnung zeigen."
)
FORGOTTEN = (
    "Wer eingewilligt hat, ist nach Ablauf der Frist gelöscht. Eine Aufzeichnung lässt sich deshalb nicht mehr neu "
    "zeigen."
)
NOT_SHOWN = "Die Aufzeichnung lässt sich deshalb nicht zeigen."


def refusal(talk: Webtalk) -> str:
    """Why not, as a sentence with how many and without names; nothing when everybody said yes before coming in."""
    notice = notice_of(talk.id)
    if notice is None:
        return NOT_ANNOUNCED
    if notice.consented_count is not None:
        return FORGOTTEN
    return missing_sentence(count_of(talk.id))


def missing_sentence(count: Count) -> str:
    if not count.missing:
        return ""
    if count.missing == 1:
        return f"Eine Person, die dabei war, ist nicht einverstanden oder wurde nicht gefragt. {NOT_SHOWN}"
    people = f"{count.missing} Personen, die dabei waren,"
    return f"{people} sind nicht einverstanden oder wurden nicht gefragt. {NOT_SHOWN}"
