"""Domain knowledge as data (CSV files and plain lists), and its typed loaders."""
