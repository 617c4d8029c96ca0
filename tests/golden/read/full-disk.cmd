chancery read --format jsonl two-states.md > /dev/full
echo "exit $?"
