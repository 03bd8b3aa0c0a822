#include "CMachine.h"

static _Thread_local int rehearses;

int cc_team_rehearse(int begins) {
  int before = rehearses;
  rehearses = begins;
  return before;
}

int cc_team_rehearses(void) { return rehearses; }
