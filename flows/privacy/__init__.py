"""What is kept about a person: shown, packed, erased."""
