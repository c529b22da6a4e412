`SourceFile.Name`
