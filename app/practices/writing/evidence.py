"""The evidence ladder: derived from what is attached, never chosen by hand.

idea · running · own figures · before and after with method · external evaluation. A PDF alone proves nothing more.
"""

from app.practices.writing.case_text import CaseText

IS_DONE = ("running", "finished", "stopped")


def evidence_level(text: CaseText) -> str:
    kinds = {file.kind for file in text.files if not file.is_picture}
    if "external" in kinds and any(file.kind == "external" and file.author_id for file in text.files):
        return "external"
    if "before_after" in kinds and any(f.before and f.after and f.method for f in text.figures):
        return "before_after"
    if text.figures or kinds & {"figures", "before_after"}:
        return "own_figures"
    return "running" if text.status in IS_DONE else "idea"
