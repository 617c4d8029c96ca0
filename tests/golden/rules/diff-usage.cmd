chancery rules diff built-in
chancery rules diff built-in nowhere other-date.txt
chancery rules diff built-in built-in other-date.txt --data x
chancery rules diff built-in built-in nowhere.txt
chancery rules dif built-in built-in other-date.txt
