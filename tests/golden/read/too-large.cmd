chancery read --max-size 100 two-states.md
echo "exit $?"
head -c 3000000 /dev/zero | tr '\0' a > "$WORK/line.txt"
chancery read --max-size 2M "$WORK/line.txt"
echo "exit $?"
