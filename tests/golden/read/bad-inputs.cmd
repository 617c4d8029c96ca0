# Each is named with its reason; the good one among them is still read.
mkdir "$WORK/folder"
chancery read missing.txt empty.txt binary.bin truncated.txt "$WORK/folder" other-date.txt
echo "exit $?"
