"""What is known of a person, an address, a phone or a vehicle, as at a position."""
