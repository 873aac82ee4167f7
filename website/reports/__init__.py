"""Reports: one file per report, each yields a content that ``render`` draws as PDF, DOCX, XLSX."""
