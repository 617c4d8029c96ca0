printf '%s\n' '{"kind":"mission","roles":{"sender":"Turkey","host":"KAZ","type":"embassy"},"source":{"from":0,"to":9,"quote":"Turkey has an embassy in Astana"}}' '[]' |
  chancery check - --document other-date.txt --format jsonl
