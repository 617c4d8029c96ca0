# What one rule base reads and another does not: won, lost, changed, read by another rule.
for side in old new; do
  mkdir -p "$WORK/$side/rules/reading"
  cat > "$WORK/$side/rules/reading/visits.rules" <<'END'
rule visit/paid
  match {visitor:NAME} paid an official visit to {to:STATE}
  make visit visitor=$visitor to=$to
  time event
END
done
sed -i 's/paid an official/paid/' "$WORK/old/rules/reading/visits.rules"
cat >> "$WORK/old/rules/reading/visits.rules" <<'END'
rule mission/has
  match {sender:STATE} has an embassy in {city:CITY}
  make mission sender=$sender host=stateof($city) type=embassy
rule relations/established
  match relations between {a:STATE} and {b:STATE} were established
  make diplomatic-relations a=$a b=$b
rule meeting/with
  match {a:NAME} met with {b:NAME}
  make meeting participants[]=$a&$b
END
cat >> "$WORK/new/rules/reading/visits.rules" <<'END'
rule mission/has
  match {sender:STATE} has an embassy in {city:CITY}
  make mission sender=$sender host=stateof($city) type=embassy city=$city
rule relations/between
  match relations between {a:STATE} and {b:STATE} were established
  make diplomatic-relations a=$a b=$b
END
echo 'Anna Berzina met with Janis Kalnins. Nothing else is told here.' > "$WORK/met.txt"
cp other-date.txt "$WORK"; cd "$WORK"
chancery rules diff old new met.txt other-date.txt
echo "exit $?"
chancery rules diff old old met.txt other-date.txt
echo "exit $?"
chancery rules diff old new met.txt other-date.txt --format jsonl -j 1
