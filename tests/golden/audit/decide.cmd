chancery read --keep two-states.md other-date.txt > "$WORK/log"
key=$(chancery audit --format csv | grep two-dates | cut -d, -f1)
chancery audit note "$key" "asked the archive" --by "A. Editor"
chancery audit --format markdown
chancery audit accept "$key" "both are in the sources" --by "A. Editor"
chancery audit
chancery audit --all --format markdown
