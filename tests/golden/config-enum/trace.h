// begin_wpp enum
typedef enum _STATE_FLAGS {
    StateNone = 0x0000,     // nothing
    StateOne  = 0x0001,
    StateTwo  = StateOne << 1, /* shifted */
    StateBoth = StateOne | StateTwo,
    StateNext,
} STATE_FLAGS, *PSTATE_FLAGS;

enum Plain { A, B = 'x', C = -1, D = (A + 3) * 2 };
enum Sized : UCHAR { E = 0b101, F = 010, G = 0x7Ful, };
enum class Scoped : unsigned short { H };
// end_wpp
