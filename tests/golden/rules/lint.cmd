# A small rule base in which every kind of finding is there, over two documents.
mkdir -p "$WORK/own/rules/reading"
cat > "$WORK/own/rules/reading/missions.rules" <<'END'
words never_asked: embassy legation
words keep: @inner ~maintain
words inner: has keeps
phrase LONELY
  = the {s:STATE} -> value=$s

rule mission/has
  match {sender:STATE} @keep an embassy in {city:CITY}
  make mission sender=$sender host=stateof($city) type=embassy city=$city
  yes Latvia keeps an embassy in Astana.
  => mission sender=LVA host=KAZ type=embassy city=Astana
  no Latvia has an embassy in Riga.

rule mission/wrong-side
  match {sender:STATE} has an embassy in {city:CITY}
  make mission sender=stateof($city) host=$sender type=embassy
  yes Turkey has an embassy in Astana.
  => mission sender=TUR host=KAZ type=legation
  no Latvia has an embassy in Astana.

rule visit/beside
  match {visitor:STATE} in {to:STATE}
  make visit visitor=$visitor to=$to
END
chancery rules lint --data "$WORK/own" other-date.txt two-states.md -j 1
