"""How measures and cases are called in the subject table."""

PRACTICE = "practice"
CASE = "case_study"
