"""Bar codes and two-dimensional codes: their kinds, reading them from pictures, drawing them."""
