"""Files in and out: tables of any spreadsheet, our own table, counts, maps."""
