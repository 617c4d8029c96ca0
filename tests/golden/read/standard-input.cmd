chancery read --format jsonl - < other-date.txt
