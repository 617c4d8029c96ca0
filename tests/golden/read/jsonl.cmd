chancery read --format jsonl two-states.md other-date.txt
