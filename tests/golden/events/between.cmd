cd $WORK
{
  printf 'Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\n'
  printf '1\t2018-06-02\tMinistry (Latvia)\tGovernment\tLatvia\tConsult\t040\t1\tCitizen (Peru)\tNA\tPeru\n'
  printf '2\t2018-06-01\tCitizen (Peru)\tNA\tPeru\tFight\t190\t-10\tNA\tNA\tLatvia\n'
  printf '3\t2018-06-01\tCitizen (Peru)\tNA\tPeru\tFight\t190\t-10\tNA\tNA\tNA\n'
  printf '4\tsome day\tCitizen (Peru)\tNA\tPeru\tFight\t190\t-10\tNA\tNA\tLatvia\n'
} > events.tab
chancery import icews events.tab
chancery import icews events.tab -f csv 2>/dev/null
chancery events LVA Peru
chancery events LVA --on 2018-06-02 -f jsonl
chancery events --code 19 -f csv
chancery events LVA PER --known 2000
chancery events LVA PER --on 2018 --from 2017
chancery facts LVA PER
chancery sql "SELECT day, source, target, code FROM events ORDER BY day" -f csv
chancery events KAZ
