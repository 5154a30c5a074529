"""Towns and municipalities from the official register, their figures, and which towns are alike."""
