-- What stood beside the reported message's text: a place, an address elsewhere, a file's name.
ALTER TABLE reports ADD COLUMN evidence_data text;
