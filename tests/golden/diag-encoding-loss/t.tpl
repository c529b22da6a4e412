line one
two  ÿ
