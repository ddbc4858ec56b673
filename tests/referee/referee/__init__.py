"""A second, independent simulator for worlds without draws, written from the documentation alone."""
