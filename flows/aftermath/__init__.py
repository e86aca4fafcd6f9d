"""After the ruling: the appeal, what is to be done, what follows for a person."""
