"""Poll, remind, deliver, replay: the only place where the floors meet."""
