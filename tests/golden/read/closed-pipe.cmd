# A reader that goes away is no error.
set -o pipefail
chancery read --format jsonl two-states.md other-date.txt | head -n 1 | wc -l
echo "exit $?"
