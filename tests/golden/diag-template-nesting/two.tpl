`INCLUDE one.tpl`
