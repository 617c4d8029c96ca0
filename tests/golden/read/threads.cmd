# The output does not depend on the number of threads.
files=(two-states.md other-date.txt two-states.md latin1.txt other-date.txt two-states.md)
chancery read --format jsonl --threads 1 "${files[@]}" > "$WORK/one" || echo "exit $?"
chancery read --format jsonl --threads 7 "${files[@]}" > "$WORK/seven" || echo "exit $?"
cmp "$WORK/one" "$WORK/seven" && echo same
