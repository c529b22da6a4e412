`TemplateFile`: `SourceFile.Name`
