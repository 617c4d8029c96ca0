chancery explain "Latvia has an embassy in Astana." | head -n 2
