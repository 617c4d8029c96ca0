chancery read --keep two-states.md > "$WORK/log"
id=$(chancery facts KAZ TUR --kind diplomatic-relations --format csv | tail -n 1 | tr -d '\r' | sed 's/.*,//;s/ .*//')
for format in footnote bibtex csl; do chancery why "$id" --format $format; done
