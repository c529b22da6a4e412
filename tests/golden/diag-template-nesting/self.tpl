text
`INCLUDE self.tpl`
