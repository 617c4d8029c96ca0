chancery ledger verify --ledger cut-short.ledger
