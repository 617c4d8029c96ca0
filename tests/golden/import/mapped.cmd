cd $WORK
cat > posts.yaml <<'END'
name: posts
title: List of posts
licence: CC-BY-4.0
coverage: [{kinds: [mission], only: {sender: LVA}, from: "1991", until: "2024"}]
rows:
  - kind: mission
    key: [id]
    roles: {sender: LVA, host: {column: country, code: iso2}, type: {column: what, words: {E: embassy, C: consulate}}, city: {column: city}}
    since: {column: opened, order: day-first}
END
printf 'id;country;what;city;opened\n1;KZ;E;Astana;01.02.2011\n2;AU;E;Canberra;soon\n3;PE;Q;Lima;\n' > posts.csv
chancery import --map posts.yaml posts.csv --rejected rejected.csv
chancery import --map posts.yaml posts.csv -f csv 2>/dev/null
cat rejected.csv
chancery facts LVA -f csv
chancery import cow-state x.csv
chancery import cow-states nowhere.csv
