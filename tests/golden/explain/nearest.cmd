# The nearest rule, and the word that stopped it, however many others there are.
chancery explain "Latvia has long wanted an embassy in Astana." | grep "mission/has " | sed "s/rules:[0-9]*/rules:N/" | tr -s " "
