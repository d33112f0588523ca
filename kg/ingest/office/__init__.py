"""Office files: Word (docx, doc, wps) and spreadsheets (xlsx, xls, et)."""
