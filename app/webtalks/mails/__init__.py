"""What registered people are told by mail, each thing once."""
