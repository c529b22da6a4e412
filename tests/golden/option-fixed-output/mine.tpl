`Compiler.Name` `Compiler.Version` `Compiler.Timestamp` `System.Date` `System.Time`
