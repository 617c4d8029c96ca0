chancery read two-states.md
