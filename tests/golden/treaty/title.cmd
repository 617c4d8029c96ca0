chancery read --keep treaties.txt > "$WORK/log"
chancery treaty "partnership and cooperation"
chancery treaty "rome statute" --format md
