`* The messages of the sources as text, in the manner of a TMF file. *`
// `Compiler.Checksum` - made by `Compiler.Name` `Compiler.Version` from `TemplateFile`; changes here are lost.

`FORALL Guid IN TraceGuids`
`Guid.Text` `Guid.Comment`
`FORALL Msg IN Guid.Messages`
#typev `Msg.Name` `Msg.MsgNo` "`Msg.Text`"
{
`FORALL Arg IN Msg.Arguments`
  `Arg.Name`, `Arg.MofType` // `Arg.No`
`ENDFOR`
}
`ENDFOR`
`ENDFOR`
