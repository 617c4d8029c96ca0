chancery read --keep treaties.txt > "$WORK/log"
chancery treaty Kazakhstan China
chancery treaty CHN KAZ --format jsonl
