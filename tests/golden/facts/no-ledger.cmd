chancery facts KAZ
