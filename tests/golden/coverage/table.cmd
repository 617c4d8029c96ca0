chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery coverage
cat > "$WORK/declared.json" << 'END'
{"terms":{"title":"Two states","publisher":"A bureau","licence":"CC0-1.0"},
 "coverage":[{"kinds":["mission"],"only":{"sender":"TUR"},"states":["KAZ","UZB","LVA"],"roles":["host"],"from":"1991","until":"2010"},
             {"kinds":["border","recognition"]}]}
END
chancery coverage declare two-states.md "$WORK/declared.json"
chancery coverage
chancery coverage --kind mission --format jsonl
chancery ask "Did Turkey have an embassy in Latvia in 1999?"
chancery ask "Did Turkey have an embassy in Latvia in 2015?"
chancery facts TUR LVA --kind mission --as-of 1999 --role sender=TUR 2>&1
chancery facts TUR LVA --kind mission --as-of 2015 --role sender=TUR 2>&1
chancery facts TUR LVA --kind visit 2>&1
chancery facts KAZ --licences CC-BY-4.0 2>&1
chancery coverage declare other "$WORK/declared.json" 2>&1
