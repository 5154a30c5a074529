from app.practices.models.case_study import CaseFact, CaseLink, CaseStudy, ResultFigure
from app.practices.models.practice import Practice, PracticeLink
from app.practices.models.requests import ColleagueQuestion, ReleaseRequest

__all__ = [
    "CaseFact",
    "CaseLink",
    "CaseStudy",
    "ColleagueQuestion",
    "Practice",
    "PracticeLink",
    "ReleaseRequest",
    "ResultFigure",
]
