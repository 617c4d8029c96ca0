# Positions are code points of the file; words with no date to count from have none.
chancery dates --format jsonl --published 2010-08-01 - <<'TEXT'
The same day, Łódź closed its consulate. It had been open from 3 to 5 May 1940. Last year it opened again.
TEXT
chancery dates --format jsonl two-states.md | head -n 1
