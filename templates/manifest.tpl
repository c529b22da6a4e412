<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<!-- Checksum="`Compiler.Checksum`" made by `Compiler.Name` `Compiler.Version` from `TemplateFile`; changes here are lost. -->
`* An ETW manifest: one provider for each pair of control GUID and trace GUID. Every text is an entry of the string *`
`* table at the end. *`
<instrumentationManifest xmlns="http://schemas.microsoft.com/win/2004/08/events"
    xmlns:win="http://manifests.microsoft.com/win/2004/08/windows/events"
    xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <instrumentation>
    <events>
`FORALL Control IN ControlGuids`
`FORALL Trace IN Control.TraceGuids`
      <provider name="`Control.Name`_`Trace.Normalized`" symbol="`Control.Symbol``IF Trace No`_`Trace.No``ENDIF`"
          guid="{`Trace.Text`}" controlGuid="{`Control.Text`}"
          resourceFileName="`Manifest.ResourceFileName`" messageFileName="`Manifest.MessageFileName`">
`IF Control Levels`
        <levels>
`FORALL Level IN Control.Levels`
          <level name="`Level.Name`" symbol="`Level.Symbol`" value="`Level.Value`"/>
`ENDFOR`
        </levels>
`ENDIF`
`IF Control Keywords`
        <keywords>
`FORALL Keyword IN Control.Keywords`
          <keyword name="`Keyword.Name`" symbol="`Keyword.Symbol`" mask="`Keyword.Mask`"/>
`ENDFOR`
        </keywords>
`ENDIF`
`IF Trace Maps`
        <maps>
`FORALL Type IN Trace.Types WHERE ItemSet`
          <bitMap name="`Type.Name`">
`FORALL Item IN Type.MapItems`
            <map value="0x`Item.HexValue`" message="$(string.id_`Item.MessageId`)"/>
`ENDFOR`
          </bitMap>
`ENDFOR`
`FORALL Type IN Trace.Types WHERE ItemList`
          <valueMap name="`Type.Name`">
`FORALL Item IN Type.MapItems`
            <map value="`Item.Value`" message="$(string.id_`Item.MessageId`)"/>
`ENDFOR`
          </valueMap>
`ENDFOR`
        </maps>
`ENDIF`
        <events>
`FORALL Message IN Trace.Messages`
          <event symbol="`Message.Name`"`IF Message EventName` name="`Message.EventName`"`ENDIF` value="`Message.MsgNo`"
              `IF Message Version`version="`Message.Version`" `ENDIF`level="`Message.Level`" keywords="`Message.Keywords`" attributes='`Message.Attributes`'
              message="$(string.id_`Message.ManifestTextId`)"`IF Message Arguments` template="T_`Message.GuidNo`_`Message.MsgNo`"`ENDIF`/>
`ENDFOR`
        </events>
        <templates>
`FORALL Message IN Trace.Messages`
`IF Message Arguments`
          <template tid="T_`Message.GuidNo`_`Message.MsgNo`">
`FORALL Argument IN Message.Arguments`
            <data name="A`Argument.No`_`Argument.XmlName`" inType="`Argument.InType`"`IF Argument MapName` map="`Argument.MapName`"`ENDIF``IF Argument OutType` outType="`Argument.OutType`"`ENDIF`/>
`ENDFOR`
          </template>
`ENDIF`
`ENDFOR`
        </templates>
      </provider>
`ENDFOR`
`ENDFOR`
    </events>
  </instrumentation>
  <localization>
    <resources culture="`Manifest.Culture`">
      <stringTable>
`FORALL Text IN StringTable`
        <string id="id_`Text.Id`" value="`Text.Name`"/>
`ENDFOR`
      </stringTable>
    </resources>
  </localization>
</instrumentationManifest>
