package net.chingtech.ctos.webconsole.internal.rest;

import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.password.PasswordRules;
import net.chingtech.ctos.runtime.Authenticator;

/** One administrator, whose password can be changed, and one program. */
final class OneUser implements Authenticator {

    private String password = TestContainer.PASSWORD;
    private long number = 1;

    /** False like after the first start, when the page suggests to choose another one. */
    boolean chosen = true;

    /** Done in the middle of every change. */
    Runnable meanwhile = () -> {};

    /** Answered to every change while it is set. */
    Problem refusal;

    @Override
    public synchronized Optional<Identity> password(String user, String word) {
        return TestContainer.USER.equals(user) && password.equals(word)
                ? Optional.of(new Identity(TestContainer.USER))
                : Optional.empty();
    }

    @Override
    public synchronized Optional<Problem> changePassword(String current, String next) {
        meanwhile.run();
        if (refusal != null || PasswordRules.refusal(next).isPresent()) {
            return refusal != null ? Optional.of(refusal) : PasswordRules.refusal(next);
        }
        if (!password.equals(current)) {
            return Optional.of(
                    new Problem(403, "password_wrong", "The current password is not right.", "Type it again."));
        }
        set(next);
        return Optional.empty();
    }

    /** As somebody does at the command line. */
    synchronized void set(String next) {
        password = next;
        chosen = true;
        number++;
    }

    @Override
    public synchronized PasswordState passwordState() {
        return new PasswordState(number, chosen);
    }

    @Override
    public Optional<Identity> token(Door door, String token) {
        return door == Door.REST && TestContainer.TOKEN.equals(token)
                ? Optional.of(new Identity("api-token"))
                : Optional.empty();
    }
}
