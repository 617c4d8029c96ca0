chancery code 345 --from cow --on 1985
chancery code Zaire "East Germany" Q183 --to iso3,iso2,cow,gw,un,fips,wikidata
chancery code 705 --from cow --to name,iso3 -f csv
chancery code KZ --from iso2 --to cow,gw -f jsonl
