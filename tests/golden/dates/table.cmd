# What a narrative leaves out is counted from what it told before.
chancery dates - <<'TEXT'
The legation opened on 5 May 1992. The following day a treaty was initialled; in September, two years later, it entered into force.
By early 1996 trade had doubled, and since the late 1990s it has grown.
TEXT
