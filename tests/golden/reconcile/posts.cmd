for list in ours theirs; do
  cat > "$WORK/$list.yaml" <<END
name: $list
says: "$list list of posts"
title: List
licence: CC0-1.0
coverage:
  - {kinds: [mission], only: {sender: LVA}, from: "1990", until: "2010"}
  - {kinds: [capital], from: "1900"}
rows:
  - {kind: mission, if: {what: {not: [capital]}}, key: [n], roles: {sender: LVA, host: {column: host, code: iso3}, type: {column: what}, city: {column: city}}, since: since, until: until}
  - {kind: capital, if: {what: [capital]}, key: [n], roles: {state: {column: host, code: iso3}, city: {column: city}}, since: since, until: until}
END
done
cat > "$WORK/ours.csv" <<END
n,host,what,city,since,until
1,EST,embassy,Tallinn,1991-10-01,
2,LTU,embassy,Vilnius,1991-11-05,
3,POL,embassy,Warsaw,1992,
4,DEU,embassy,Bonn,1992-03-01,1999-08-01
5,SWE,legation,Stockholm,1992-05-01,
6,FIN,embassy,Helsinki,1991-12-20,
7,NOR,embassy,Oslo,1993-01-01,
8,KAZ,capital,Almaty,1991-12-16,1997-12-10
9,RUS,embassy,Moscow,1992-01-10,
10,UKR,embassy,Kiev,1993-02-02,
END
cat > "$WORK/theirs.csv" <<END
n,host,what,city,since,until
1,EST,embassy,Tallinn,1991-10-01,
2,LTU,embassy,Vilnius,1991-11-06,
3,POL,embassy,Warsaw,1993-01-20,
4,DEU,embassy,Berlin,1992-03-01,1999-08-01
5,SWE,embassy,Stockholm,1992-05-01,
6,FIN,embassy,Helsinki,1993-12-20,
8,KAZ,capital,Almaty,1991-12-16,1997-12-10
9,SUN,embassy,Moscow,1991-09-01,1991-12-25
10,UKR,embassy,Kiev,1993-02-02,
END
for list in ours theirs; do chancery import --map "$WORK/$list.yaml" "$WORK/$list.csv" > "$WORK/log"; done
chancery reconcile ours theirs
chancery reconcile ours theirs --cause vague --format jsonl
chancery reconcile ours them
echo "exit code $?"
