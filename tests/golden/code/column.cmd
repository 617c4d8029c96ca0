printf 'country;ccode;year\r\n"Russia; then";365;1950\r\nGermany;255;1900\r\nGermany;255;1960\r\nNobody;7;1990\r\n\r\nKazakhstan;705;1995\r\n' > $WORK/panel.csv
chancery code --column ccode --from cow --on-column year --to iso3,name $WORK/panel.csv
echo "exit $?"
chancery code --column state --to iso3 $WORK/panel.csv
