"""Opening hours: OSM syntax as stored, a week as typed in a form, spans as they really are on a given day."""
