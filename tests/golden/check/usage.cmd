chancery check x.jsonl
chancery check x.jsonl --document other-date.txt --keep
chancery check x.jsonl --document other-date.txt --by Anna
chancery check - --document -
chancery check x.jsonl --document other-date.txt
