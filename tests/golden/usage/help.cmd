chancery --help
chancery read --help
chancery help why | head -n 3
chancery --version
