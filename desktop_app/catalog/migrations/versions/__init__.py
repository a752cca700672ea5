"""One file a step, named by its revision; a revision is the number of the file format."""
