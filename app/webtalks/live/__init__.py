"""During a talk: what people ask, what they vote for, and what is on."""
