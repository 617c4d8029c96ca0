# docs/cli.md is what the program says of itself; `tests/golden/run --update` does not change it, `chancery generate` does.
mkdir "$WORK/made"
chancery generate "$WORK/made"
diff "$WORK/made/cli.md" ../../../docs/cli.md && echo "docs/cli.md is up to date"
ls "$WORK/made"
