"""Finding the zone that a person means."""
