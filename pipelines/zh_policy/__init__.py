"""The pipeline for Chinese policy text: its corpus and its training."""
