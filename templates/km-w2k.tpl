`* Kept for projects that name it: today the same as km-default.tpl. *`
`INCLUDE km-default.tpl`
