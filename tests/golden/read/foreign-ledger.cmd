# Files that are no ledgers stay as they are.
cp cut-short.ledger "$WORK/cut"
cp two-states.md "$WORK/other"
for file in cut other; do
  chancery read --keep --ledger "$WORK/$file" two-states.md
  echo "exit $?"
done
cmp cut-short.ledger "$WORK/cut" && cmp two-states.md "$WORK/other" && echo unchanged
