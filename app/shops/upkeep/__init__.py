"""Staying right: a letter once a quarter asks each shop whether its entry still stands; what nobody confirms fades."""
