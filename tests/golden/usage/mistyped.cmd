chancery reed x
echo "exit $?"
chancery read --fromat jsonl x
echo "exit $?"
chancery read --format jsnol x
echo "exit $?"
chancery read
echo "exit $?"
chancery read --max-size many x
echo "exit $?"
chancery read --published yesterday x
echo "exit $?"
chancery read --subject Atlantis x
echo "exit $?"
chancery
echo "exit $?"
