chancery read --format jsonl latin1.txt
