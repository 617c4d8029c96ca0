# Each file in its turn, for any number of threads; one that cannot be read is named, the others are read.
files=(other-date.txt missing.txt two-states.md)
chancery dates --threads 1 "${files[@]}" >"$WORK/one"
chancery dates --threads 5 "${files[@]}" 2>/dev/null >"$WORK/five"
cmp "$WORK/one" "$WORK/five" && head -n 8 "$WORK/one"
chancery dates --format jsonl "${files[@]}" 2>/dev/null | head -n 1
chancery dates other-date.txt empty.txt >/dev/null
echo "exit $?"
