chancery read --unread other-date.txt
