`* For simple.tpl: every message is enabled and goes to the session named stdout, unless the user says otherwise. *`
#ifndef WPP_ALREADY_INCLUDED
#ifndef WPP_LOGGER_ARG
# define WPP_LOGGER_ARG
#endif
#ifndef WPP_GET_LOGGER
# define WPP_GET_LOGGER WppGetLogger()
`* Asked until a session of that name is found, then remembered. *`
WPP_FORCEINLINE TRACEHANDLE WppGetLogger(void)
{
    static TRACEHANDLE Logger;
    if (!Logger) {
        Logger = WppQueryLogger(NULL);
    }
    return Logger;
}
#endif
#ifndef WPP_CHECK_INIT
# define WPP_CHECK_INIT
#endif
#ifndef WPP_ENABLED
# define WPP_ENABLED() 1
#endif
#ifndef WPP_LOGGER
# define WPP_LOGGER()
#endif
#ifndef WPP_LEVEL_ENABLED
# define WPP_LEVEL_ENABLED(LEVEL) 1
#endif
#ifndef WPP_LEVEL_FLAGS_ENABLED
# define WPP_LEVEL_FLAGS_ENABLED(LEVEL, FLAGS) 1
#endif
#endif
`* The logger comes from WPP_GET_LOGGER, so a condition list only has to leave no trace of itself. *`
`FORALL g IN Goos`
#ifndef WPP`g.Name`_LOGGER
# define WPP`g.Name`_LOGGER(`g.Args`)
#endif
`ENDFOR`
