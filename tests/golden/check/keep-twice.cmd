# What holds is kept with whom it is of, once; reading the document takes nothing of it back.
line='{"kind":"cooperation","roles":{"parties":["KAZ","TUR"],"domain":"political"},"source":{"quote":"Turkey is our brother"}}'
echo "$line" | chancery check - --document other-date.txt --keep --by Anna
echo "$line" | chancery check - --document other-date.txt --keep --by Anna
chancery read --keep other-date.txt | tail -n 1
echo "$line" | chancery check - --document other-date.txt --keep --by "A model"
chancery facts KAZ --kind cooperation
chancery why "$(chancery facts KAZ --kind cooperation --format jsonl | grep -o 'st:[0-9a-f]*' | head -n 1)" | grep -v sha-256
