// begin_wpp config
// DEFINE_CONTROL_GUID("My-Provider", "81b20fea-73a8-4b62-95bc-354477c97a6f", MyProvider);
// DEFINE_BIT(Init);
// DEFINE_BIT(Io, 0x10);
// DEFINE_CONTROL_GUID("Second", "91b20fea-73a8-4b62-95bc-354477c97a6f");
// DEFINE_BIT(Other);
// CUSTOM_TYPE(state, ItemListLong(Off,On,Gone=7));
// CUSTOM_TYPE(set, ItemSetByte(A,B,<C>));
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// end_wpp
