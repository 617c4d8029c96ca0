# Only where it is asked for, when nobody sits at a terminal.
chancery read --progress two-states.md other-date.txt 2>&1 > /dev/null | sed 's/[0-9.]* MB/N MB/g'
