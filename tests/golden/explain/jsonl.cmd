chancery explain --format jsonl "Latvia has no embassy in Astana." | grep -o '^{"statements":\[[^]]*\]'
