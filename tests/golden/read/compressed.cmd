# A compressed file is read as the file it holds, whatever its name: the statements are the same, ids too.
cp two-states.md "$WORK/plain.md"
cd "$WORK"
gzip -c plain.md > packed.gz
bzip2 -c plain.md > packed
for file in plain.md packed.gz packed; do chancery read --format jsonl $file | sed "s/\"document\":\"$file\"/\"document\":\"\"/" | sha256sum | cut -c 1-12; done
gzip -c < /dev/null > empty.gz
printf 'BZhello is how this text begins, and Latvia has an embassy in Astana.' > text
chancery read empty.gz text
echo "exit $?"
head -c 100000 /dev/zero | gzip -c > bomb.gz
chancery read --max-size 10K bomb.gz
echo "exit $?"
