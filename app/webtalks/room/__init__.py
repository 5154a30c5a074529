"""The door of a talk, the room behind it, and what the video server asks and tells."""
