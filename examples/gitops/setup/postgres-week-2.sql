-- What the first check led to, and what the week brought.
DROP ROLE oskar;
DROP ROLE rune;
GRANT finance_reports TO astrid;
