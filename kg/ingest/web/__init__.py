"""Web pages: decoding, main text, title, date and source, tables."""
