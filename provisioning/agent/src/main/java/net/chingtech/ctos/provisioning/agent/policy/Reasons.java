package net.chingtech.ctos.provisioning.agent.policy;

import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;

/** Why something does not come without asking: each reason a problem of its own, several of them one. */
final class Reasons {

    private Reasons() {}

    static Problem of(String code, String detail, String nextStep) {
        return new Problem(409, code, detail, nextStep);
    }

    /** The first of several reasons, with all of them as further lines. */
    static Optional<Problem> all(List<Problem> reasons) {
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        Problem first = reasons.get(0);
        List<String> lines = reasons.size() == 1
                ? List.of()
                : reasons.stream().map(one -> one.code() + ": " + one.detail()).toList();
        return Optional.of(new Problem(first.status(), first.code(), first.detail(), first.nextStep(), lines));
    }
}
