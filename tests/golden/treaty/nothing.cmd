chancery read --keep two-states.md > "$WORK/log"
chancery treaty "law of the sea"
