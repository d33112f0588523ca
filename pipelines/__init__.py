"""What makes the pipelines: corpora, training, distributed jobs, benchmarks."""
