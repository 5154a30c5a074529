"""Mail: letters are rows, written in the same commit as what they tell of, and sent by a job."""
