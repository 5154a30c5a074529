"""A talk that is recorded: everybody is told in the same words before coming in, and says yes or reads along."""
