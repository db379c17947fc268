"""What is run by hand, to renew what is stored with the program."""
