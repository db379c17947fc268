"""What is true of any text, whatever it is about: folding, words that are nearly alike, numbers in words."""
