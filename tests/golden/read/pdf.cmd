# The text of a PDF is pdftotext's; page numbers and running heads are no part of it, and a sentence goes on over the page.
# Three pages of lines of text; no table of objects: a reader finds them.
pdf() { # pdf LINE…: a line "--" begins a new page
  printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n'
  local number=4 kids='' body='' line
  for line in "$@" --; do
    if [[ $line != -- ]]; then body+="(${line}) Tj T*"$'\n'; continue; fi
    body="BT /F 11 Tf 60 760 Td 14 TL"$'\n'"$body ET"
    printf '%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>endobj\n' $number $((number + 1))
    printf '%d 0 obj<</Length %d>>stream\n%s\nendstream endobj\n' $((number + 1)) ${#body} "$body"
    kids+="$number 0 R " number=$((number + 2)) body=''
  done
  printf '2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n' $(((number - 4) / 2)) "$kids"
}
cd "$WORK"
pdf 'Guide to missions' '' 'Latvia has an embassy in Astana. Estonia recognised the independence of' '' '1' \
  -- 'Guide to missions' '' 'Kazakhstan in 1992. Norway and Kazakhstan established diplomatic rela-' 'tions on 5 June 1992.' '' '2' \
  -- 'Guide to missions' '' 'Lithuania has had an embassy in Astana since the spring of the year 1997.' '' '3' > guide.pdf
chancery read --format jsonl guide.pdf
gzip -c guide.pdf > guide
chancery read --format jsonl guide | grep -o '"id":"[^"]*"' | cmp - <(chancery read --format jsonl guide.pdf | grep -o '"id":"[^"]*"') && echo "packed, the same"
head -c 200 guide.pdf > broken.pdf
chancery read broken.pdf
echo "exit $?"
pdf '' > blank.pdf
chancery read blank.pdf
echo "exit $?"
PATH=$WORK "$PROGRAM" read guide.pdf
echo "exit $?"
