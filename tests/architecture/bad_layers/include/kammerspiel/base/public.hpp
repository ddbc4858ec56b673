#include "sim/base/texts.hpp"  // refused: a public header includes the private 'sim/base/texts.hpp'
#include <Random123/philox.h>  // refused: <Random123/philox.h> lives only in kernel, not in base
#include "kammerspiel/kernel/draws.hpp"  // refused: base must not use kernel: 'kammerspiel/kernel/draws.hpp'
