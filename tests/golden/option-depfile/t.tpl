`INCLUDE inner.tpl`
