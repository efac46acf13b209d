"""Problems: findings of the compiler and of the running app."""
