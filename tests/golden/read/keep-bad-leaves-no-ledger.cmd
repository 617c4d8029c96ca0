chancery read --keep missing.txt
echo "exit $?"
[[ -e $CHANCERY_LEDGER ]] || echo "no ledger was made"
