"""What people do to a client's files, one slip at a time, and the one line that each is answered with."""
