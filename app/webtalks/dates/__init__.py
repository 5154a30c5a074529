"""The page of a series: all its dates with what became of them, coming to one or to all, and its calendar."""
