/*
begin_wpp config
FUNC Two(MSG, ...);
end_wpp
*/
void g(void) { One("one"); }
void h(void) { Two("two"); }
