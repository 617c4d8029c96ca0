chancery read --keep two-states.md other-date.txt > "$WORK/log"
chancery ask "How much was trade between Kazakhstan and Turkey in 2005?" --format md
