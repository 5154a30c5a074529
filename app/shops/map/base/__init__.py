"""What the map is drawn on: tile archives of this installation; outside tiles only where the operator names them."""
