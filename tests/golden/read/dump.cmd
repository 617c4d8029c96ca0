# A page is a document: its title is the page's, its date the revision's, its places count in the page's own text. Any packing, any number of threads.
{
  echo '<?xml version="1.0"?><mediawiki xmlns="x" version="0.11"><siteinfo><sitename>Wiki</sitename></siteinfo>'
  echo '<page><title>Foreign relations of Kazakhstan</title><ns>0</ns><id>1</id>'
  echo '<revision><id>1</id><timestamp>2001-01-01T00:00:00Z</timestamp><text>Latvia has an embassy in Astana.</text></revision>'
  echo "<revision><id>2</id><timestamp>2011-08-04T12:00:00Z</timestamp><contributor><username>A</username></contributor><model>wikitext</model><text bytes='99'>==A &amp;amp; B==
&lt;!-- note --&gt; [[Latvia]] opened an embassy in Astana in 1997. It is a member of the [[OSCE]].</text></revision></page>"
  echo '<page><title>Kazakhstani diplomacy</title><ns>0</ns><redirect title="Foreign relations of Kazakhstan" /><revision><text>#REDIRECT [[x]]</text></revision></page>'
  echo '<page><title>Module:Dates</title><ns>828</ns><revision><model>Scribunto</model><text>return 1</text></revision></page>'
  echo '<page><title>Dates.json</title><ns>0</ns><revision><model>json</model><text>{}</text></revision></page>'
  echo '<page><title>Broken</title><ns>0</ns><revision><text>Latvia <b>has</b> an embassy in Minsk.</text></revision></page>'
  echo '<page><title>Gone</title><ns>0</ns><revision><text deleted="deleted" /></revision></page>'
  echo '<page><title>Talk:Foreign relations of Latvia</title><ns>1</ns><revision><text>Estonia has an embassy in Riga.</text></revision></page>'
  echo '<page><title>Foreign relations of Latvia</title><ns>0</ns><revision><text>Estonia has an embassy in Riga.</text></revision></page></mediawiki>'
} > "$WORK/wiki.xml"
cd "$WORK"
chancery read --format jsonl wiki.xml
echo "exit $?"
gzip -k wiki.xml && bzip2 -k wiki.xml
for file in wiki.xml.gz wiki.xml.bz2; do
  for threads in 1 3; do chancery read --format jsonl --threads $threads $file 2> /dev/null | sed "s/$file/wiki.xml/" | sha256sum | cut -c 1-12; done
done
echo "== pages by title and namespace"
chancery read --format jsonl --namespace 1 --page '*Latvia' wiki.xml | cut -d, -f 1-4
chancery read --format jsonl --page 'Foreign_relations_of_L*' wiki.xml | cut -d, -f 1-4
chancery read --format jsonl 'wiki.xml#Talk:Foreign relations of Latvia' | cut -d, -f 1-4
chancery read --page 'Kazakhstani diplomacy' --page Nowhere wiki.xml
echo "exit $?"
echo "== a dump that is cut short"
head -c 1000 wiki.xml | chancery read --format jsonl - | wc -l
echo "exit ${PIPESTATUS[1]}"
head -c 400 wiki.xml.gz > cut.xml.gz
chancery read cut.xml.gz
echo "exit $?"
echo "== a page that is too large"
chancery read --max-size 60 wiki.xml
