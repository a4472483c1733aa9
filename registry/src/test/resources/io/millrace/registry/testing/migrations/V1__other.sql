CREATE TABLE other_thing (
  name ${key}  NOT NULL PRIMARY KEY,
  flag ${flag} NOT NULL
) ${table};
