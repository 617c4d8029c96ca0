chancery read --keep two-states.md > "$WORK/log"
for words in 'embassy AND NOT (' 'NEAR(embassy, 2)' 'text:embassy' '"unclosed' 'embass*' "Astana'); DROP TABLE statement; --" '^ - + : ()' '*'; do
  chancery search "$words" > "$WORK/found"
  echo "exit code $? for $words: $(grep -c 'st:' "$WORK/found")"
done
