"""What happens to people in Oakshire, one file per part of life; each writes into the book."""
