# The same document read twice, from anywhere, adds nothing.
chancery read --keep two-states.md
cp two-states.md "$WORK/copy.md"
before=$(sha256sum < "$CHANCERY_LEDGER")
chancery read --keep "$WORK/copy.md"
[[ $before == $(sha256sum < "$CHANCERY_LEDGER") ]] && echo "not a byte of the ledger changed"
