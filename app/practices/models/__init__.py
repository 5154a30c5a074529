from app.practices.models.case_study import CaseFact, CaseLink, CaseStudy, ResultFigure
from app.practices.models.completion import Completion
from app.practices.models.practice import Practice, PracticeLink
from app.practices.models.requests import ColleagueQuestion, ReleaseRequest

__all__ = [
    "CaseFact",
    "CaseLink",
    "CaseStudy",
    "ColleagueQuestion",
    "Completion",
    "Practice",
    "PracticeLink",
    "ReleaseRequest",
    "ResultFigure",
]
