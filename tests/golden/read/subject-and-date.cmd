printf 'The country has an embassy in Riga.\n' | chancery read --format jsonl --subject KAZ --published 2011-03 -
printf 'The country has an embassy in Riga.\n' | chancery read --format jsonl --subject Kazakhstan -
