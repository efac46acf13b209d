"""What can be said about WXML while it is written; knows no Qt and forgives every mistake."""
