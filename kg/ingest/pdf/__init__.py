"""PDF files: glyphs and rules from PDFium; lines, columns, tables and paragraphs from their geometry."""
