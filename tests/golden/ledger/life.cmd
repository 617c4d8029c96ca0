chancery ledger info
echo "exit code $?"
chancery ledger create
chancery ledger create
echo "exit code $?"
chancery ledger verify
chancery read --keep two-states.md > "$WORK/log"
chancery read --keep other-date.txt > "$WORK/log"
chancery ledger info | grep -v bytes
chancery ledger info --format json | sed 's/"bytes":[0-9]*/"bytes":N/'
chancery ledger verify
