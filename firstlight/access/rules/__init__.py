"""The permission table and the predicates it is made of; pure."""
