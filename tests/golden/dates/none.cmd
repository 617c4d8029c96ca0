# Where there are none, that is said.
echo 'Resolution 1992 was adopted.' | chancery dates -
