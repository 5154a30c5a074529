"""What may be typed about accounts, and the German words when it isn't right."""
