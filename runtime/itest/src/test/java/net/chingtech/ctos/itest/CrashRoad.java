package net.chingtech.ctos.itest;

import java.util.List;

/** One kind of change of one skill. */
enum CrashRoad {
    UPDATE(Skills.HELD),
    UPDATE_IN_PROCESS(Skills.APART),
    UPDATE_SIDE_BY_SIDE(Skills.LIGHT),
    /** Of a skill and of the one that needs this very version of it. */
    UPDATE_OF_TWO(Skills.BASE),
    ROLLBACK(Skills.HELD),
    ROLLBACK_IN_PROCESS(Skills.APART),
    CONFIGURE(Skills.HELD),
    RESTART(Skills.HELD),
    /** An update whose migration breaks. */
    BROKEN(Skills.HELD),
    BROKEN_IN_PROCESS(Skills.APART);

    static final List<CrashRoad> UPDATES = List.of(UPDATE, UPDATE_IN_PROCESS, UPDATE_SIDE_BY_SIDE, UPDATE_OF_TWO);

    final CrashSkill skill;

    CrashRoad(CrashSkill skill) {
        this.skill = skill;
    }

    boolean isRollback() {
        return this == ROLLBACK || this == ROLLBACK_IN_PROCESS;
    }

    boolean isBroken() {
        return this == BROKEN || this == BROKEN_IN_PROCESS;
    }

    /** Who is there. */
    static final class Skills {

        static final CrashSkill HELD = new CrashSkill("held", true, false, null);
        static final CrashSkill APART = new CrashSkill("apart", true, false, null);
        static final CrashSkill LIGHT = new CrashSkill("light", false, true, null);
        static final CrashSkill BASE = new CrashSkill("base", true, false, null);
        static final CrashSkill TOP = new CrashSkill("top", false, false, "base");
        static final List<CrashSkill> ALL = List.of(HELD, APART, LIGHT, BASE, TOP);

        private Skills() {}
    }
}
