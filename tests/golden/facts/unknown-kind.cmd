chancery facts KAZ --kind misson
