`* What decoders learn about each control GUID: its name and its flags, in order. Forms as in annotation.tpl. *`
#ifndef WPP_TMC_ANNOT_SUFIX
# ifndef WPP_PUBLIC_TMC
#  define WPP_TMC_ANNOT_SUFIX
# elif defined(_MSC_VER)
#  define WPP_TMC_ANNOT_SUFIX , L"PUBLIC_TMF:"
# elif defined(__ELF__)
#  define WPP_TMC_ANNOT_SUFIX ".asciz \"PUBLIC_TMF:\"\n"
# else
#  define WPP_TMC_ANNOT_SUFIX "PUBLIC_TMF:\0"
# endif
#endif
#if defined(WPP_NO_ANNOTATIONS) || !(defined(_MSC_VER) || WPP_ANNOTATIONS_IN_SECTION)
WPP_FORCEINLINE void WPP_CONTROL_ANNOTATION(void) {}
#elif defined(_MSC_VER)
WPP_FORCEINLINE void WPP_CONTROL_ANNOTATION(void)
{
# define WPP_DEFINE_BIT(Name) , _WPPW(#Name)
# define WPP_DEFINE_CONTROL_GUID(Name, Guid, Bits) \
    __annotation(L"TMC:", WPP_GUID_WTEXT Guid, _WPPW(WPP_STRINGIZE(Name)) Bits WPP_TMC_ANNOT_SUFIX);
    WPP_CONTROL_GUIDS
# undef WPP_DEFINE_CONTROL_GUID
# undef WPP_DEFINE_BIT
}
#elif defined(__ELF__)
WPP_FORCEINLINE void WPP_CONTROL_ANNOTATION(void)
{
# define WPP_DEFINE_BIT(Name) ".asciz \"" #Name "\"\n"
# define WPP_DEFINE_CONTROL_GUID(Name, Guid, Bits) (void)WPP_RECORD(".asciz \"TMC:\",\"" WPP_GUID_TEXT Guid "\",\"" \
    WPP_STRINGIZE(Name) "\"\n" Bits WPP_TMC_ANNOT_SUFIX) (void)0;
    WPP_CONTROL_GUIDS
# undef WPP_DEFINE_CONTROL_GUID
# undef WPP_DEFINE_BIT
}
#else
WPP_FORCEINLINE void WPP_CONTROL_ANNOTATION(void) {}
# define WPP_DEFINE_BIT(Name) #Name "\0"
# define WPP_DEFINE_CONTROL_GUID(Name, Guid, Bits) \
    WPP_RECORD(Name) = "TMC:\0" WPP_GUID_TEXT Guid "\0" WPP_STRINGIZE(Name) "\0" Bits WPP_TMC_ANNOT_SUFIX;
WPP_CONTROL_GUIDS
# undef WPP_DEFINE_CONTROL_GUID
# undef WPP_DEFINE_BIT
#endif
