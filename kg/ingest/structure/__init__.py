"""What all readers of structured formats share: grids of cells, the rows of a table, the text with its layout."""
