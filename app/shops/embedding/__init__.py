"""Map and shop card on the city's own website: frames without cookies and without anybody's log-in."""
