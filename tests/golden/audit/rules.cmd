chancery audit rules
