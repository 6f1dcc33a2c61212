"""What is stored, as JSON for programs and as words for people: the same for the command line and the site."""
