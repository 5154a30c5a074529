"""Open collections become measures and cases: read line by line, say what is wrong, bring in what is new."""
