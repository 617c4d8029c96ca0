chancery read --keep two-states.md > "$WORK/log"
one="SELECT 9007199254740993 AS whole, 0.5 AS half, 9e999 AS endless, x'00ff' AS bytes, NULL AS absent, 'a \"b\", c' AS words, char(27) || '[2J' AS control"
chancery sql "$one"
chancery sql "$one" --format csv
chancery sql "$one" --format jsonl
chancery sql "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n" --limit 3 --format csv
