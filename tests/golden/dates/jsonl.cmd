# Positions are code points of the file; words with no date to count from have none; each end of an interval is a line.
chancery dates --format jsonl --published 2010-08-01 - <<'TEXT'
The same day, Łódź closed its consulate. It had been open from 3 to 5 May 1940. Last year it opened again.
The exhibition is of about 1920, or was made by 1925.
TEXT
chancery dates --format jsonl two-states.md | head -n 1
