"""What people come for: measures that can be copied, and cases that tell how one town really did it."""
