# A run that was stopped goes on, and its file is in the end that of a run that was not: after a dump that was cut short, and after
# a kill in mid-write (the limit on the size of files ends the program there).
cd "$WORK"
awk 'BEGIN { print "<mediawiki>"
  for (i = 1; i <= 400; i++) printf "<page><title>Page %d</title><ns>0</ns><revision><text>Latvia opened an embassy in Astana in %d. Estonia has an embassy in Minsk.</text></revision></page>\n", i, 1600 + i
  print "</mediawiki>" }' > wiki.xml
chancery read --output whole.jsonl wiki.xml | tail -n 1
wc -l < whole.jsonl

echo "== cut short, then there"
cp wiki.xml full
head -c 30000 full > wiki.xml
chancery read --output cut.jsonl wiki.xml > cut.out; echo "exit $?"
sed '2d' cut.jsonl.progress
printf '{"kind":"torn' >> cut.jsonl
cp full wiki.xml
chancery read --output cut.jsonl wiki.xml; echo "exit $?"
chancery read --output cut.jsonl --resume --subject KAZ wiki.xml; echo "exit $?"
chancery read --output cut.jsonl --resume wiki.xml | tail -n 1
cmp whole.jsonl cut.jsonl && ls cut*
chancery read --output cut.jsonl --resume wiki.xml; echo "exit $?"

echo "== killed"
(ulimit -c 0; ulimit -f 100; chancery read --threads 2 --output killed.jsonl wiki.xml) > killed.out 2>&1 || echo stopped
chancery read --threads 1 --output killed.jsonl --resume wiki.xml | tail -n 1
cmp whole.jsonl killed.jsonl && ls killed*

echo "== the ledger knows what it has"
chancery read --keep 'wiki.xml#Page 7' > /dev/null
chancery read --keep --resume --page 'Page ?' wiki.xml | tail -n 3
chancery read --keep --resume --subject KAZ --page 'Page ?' wiki.xml | tail -n 2
chancery read --resume wiki.xml; echo "exit $?"
