# A line that holds, ones that are put right, look doubtful, or fail: each in its own way.
cat > "$WORK/proposed.jsonl" <<'END'
{"kind":"mission","roles":{"sender":"TUR","host":"KAZ","type":"embassy","city":"Astana"},"time":{},"source":{"document":"other-date.txt","from":114,"to":145,"quote":"Turkey has an embassy in Astana"}}
{"kind":"diplomatic-relations","roles":{"a":"Kazakhstan","b":"TUR"},"time":{"on":"1992-03-04"},"source":{"quote":"Diplomatic relations between Kazakhstan and\n Turkey were established on 4 March 1992"}}
{"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"TUR"},"time":{"on":"1993"},"source":{"quote":"Diplomatic relations between Kazakhstan and Turkey were established"}}
{"kind":"diplomatic-relations","roles":{"a":"KAZ","b":"TUR"},"time":{"on":"1992-02-30"},"source":{"quote":"Diplomatic relations between Kazakhstan and Turkey were established"}}
{"kind":"mission","roles":{"sender":"TUR","host":"KAZ","type":"embassy"},"polarity":false,"source":{"quote":"Turkey has an embassy in Astana"}}
{"kind":"mission","roles":{"sender":"TRK","host":"KAZ","type":"embassy"},"source":{"quote":"Turkey has an embassy in Astana"}}
{"kind":"mission","roles":{"sender":"TUR","host":"KAZ","type":"embassy"},"source":{"quote":"Turkey has an embassy in Almaty"}}
{"kind":"mission","roles":{"sender":"TUR","host":"KAZ","type":"castle"},"source":{"quote":"Turkey has an embassy in Astana"}}

{"kind":"mission"
END
chancery check "$WORK/proposed.jsonl" --document other-date.txt
