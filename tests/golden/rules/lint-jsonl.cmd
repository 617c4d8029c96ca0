# A rule base without errors; folders are looked through, and what is not there is told.
mkdir -p "$WORK/own/rules/reading" "$WORK/documents"
cat > "$WORK/own/rules/reading/missions.rules" <<'END'
rule mission/has
  match {sender:STATE} has an embassy in {city:CITY}
  make mission sender=$sender host=stateof($city) type=embassy city=$city
  yes Latvia has an embassy in Astana.
  => mission sender=LVA host=KAZ type=embassy city=Astana
END
echo 'Latvia has an embassy in Astana, and Turkey has an embassy in Astana.' > "$WORK/documents/a.txt"
echo 'Nothing is told here.' > "$WORK/documents/b.txt"
chancery rules lint --data "$WORK/own" --format jsonl
echo "exit $?"
chancery rules lint --data "$WORK/own" --format jsonl "$WORK/documents" nowhere.txt
