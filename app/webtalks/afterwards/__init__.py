"""What stays of a talk: its Rückblick with slides, key statements and answers, open to whoever may see the talk."""
