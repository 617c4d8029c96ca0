chancery read --keep two-states.md > "$WORK/log"
for question in "DELETE FROM statement" "INSERT INTO statements (kind) VALUES ('x')" "CREATE TABLE mine (a)" "CREATE TEMP TABLE mine (a)" "ATTACH 'other.db' AS other" \
  "PRAGMA user_version" "SELECT * FROM pragma_table_info('statement')" "SELECT count(*) FROM pragma_database_list" "VACUUM INTO 'copy.db'" "BEGIN" \
  "SELECT load_extension('x')" "SELECT readfile('/etc/hostname')" "SELECT text FROM source_text" "SELECT name FROM sqlite_schema" "SELECT count(*) FROM dbstat" \
  "SELECT * FROM quote_words WHERE quote_words MATCH 'a'" "SELECT 1; SELECT 2" "SELEKT 1" "" "SELECT missing FROM statements" "SELECT * FROM statement_views" \
  "SELECT hex(zeroblob(100000000))" "SELECT json('{')"; do
  chancery sql "$question" > "$WORK/out" 2> "$WORK/err"
  echo "exit code $? for: $question"
  cat "$WORK/out"
  sed 's/^/    /' "$WORK/err"
done
