`* Kept for projects that name it: today the same as um-default.tpl. *`
`INCLUDE um-default.tpl`
