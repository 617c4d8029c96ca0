chancery read --keep two-states.md > "$WORK/log"
echo '{"kind":"membership","roles":{"member":"Turkey","organization":"OSCE"},"time":{"until":"2027"}}' > "$WORK/leaving.jsonl"
echo '{"kind":"visit","roles":{"visitor":"TUR","to":"KAZ"},"time":{"on":"2026"},"mode":"plan"}' >> "$WORK/leaving.jsonl"
cd "$WORK"
chancery diff --suppose leaving.jsonl
chancery facts KAZ TUR --kind visit --all-modes --suppose leaving.jsonl
chancery diff
echo '{"kind":"visit"}' > "$WORK/wrong.jsonl"
chancery diff --suppose wrong.jsonl
