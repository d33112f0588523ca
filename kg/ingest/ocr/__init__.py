"""Text in pictures, read with the extra ``kg[ocr]`` (RapidOCR with the Chinese PP-OCR models of its wheel; offline)."""
