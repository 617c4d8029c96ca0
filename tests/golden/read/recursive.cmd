# Folders in order of path, byte by byte; hidden files are passed over in silence, what is no document with a note.
cd "$WORK"
mkdir -p d/b d/.git
echo 'Latvia has an embassy in Astana.' > d/b/1.txt
echo 'Estonia has an embassy in Astana.' > d/b.txt
echo 'Lithuania has an embassy in Astana.' > d/c.txt
echo 'Norway has an embassy in Astana.' | tee d/.hidden > d/.git/x.txt
printf '\x89PNG\r\n\x1a\n' > d/a.png
: > d/empty.txt
chancery read --recursive --format jsonl d | grep -o '"document":"[^"]*"'
echo "exit ${PIPESTATUS[0]}"
chancery read d
echo "exit $?"
