chancery code 970 365 Congo Nowhere 260 --on 2000 --to iso3,cow
echo "exit $?"
chancery code 970 AU 365 --to iso3
echo "exit $?"
chancery code DEU --on 1990 --to cow
echo "exit $?"
chancery code KAZ --from cwo
