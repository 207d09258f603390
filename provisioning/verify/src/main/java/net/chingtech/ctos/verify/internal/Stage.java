package net.chingtech.ctos.verify.internal;

import java.io.IOException;
import java.util.Locale;

/** The stages of a verification, in their order: each is entered only when all before it have passed. */
public enum Stage {
    /** The envelope: its type, its one signature by its first certificate, a statement in its format and of the past. */
    ENVELOPE,
    /** The certificates: well-formed, strong, for code, issued by a trusted authority, holding when it was signed. */
    CERTIFICATE,
    /** What the authority says of the publisher, and that it covers this statement. */
    NAME_SPACE,
    /** A word about a key, and who may say it. */
    NOTICE,
    /** Size, then SHA-256. */
    DIGEST,
    /** A ZIP that every reader sees alike, within limits. */
    ZIP,
    /** One signer over every file, with the statement's key. */
    JAR_SIGNATURE,
    /** A manifest.json in its format. */
    MANIFEST,
    /** What a skill may contain and say: places, headers, components, texts, classes, libraries. */
    CONTENT,
    /** The JAR says what its statement says. */
    AGREEMENT;

    /** Checks of one stage. */
    public interface Checks<T> {
        T run() throws Refused, IOException;
    }

    /** Checks of one stage that read no files. */
    public interface PureChecks<T> {
        T run() throws Refused;
    }

    /** Runs checks, so that a refusal says that it is of this stage. */
    public <T> T reading(Checks<T> checks) throws Refused, IOException {
        try {
            return checks.run();
        } catch (Refused e) {
            throw e.in(this);
        }
    }

    /** Checks of one stage that yield nothing. */
    public interface Hurdle {
        void run() throws Refused, IOException;
    }

    /** Runs checks, so that a refusal says that it is of this stage. */
    public void pass(Hurdle hurdle) throws Refused, IOException {
        reading(() -> {
            hurdle.run();
            return null;
        });
    }

    /** Runs checks, so that a refusal says that it is of this stage. */
    public <T> T of(PureChecks<T> checks) throws Refused {
        try {
            return checks.run();
        } catch (Refused e) {
            throw e.in(this);
        }
    }

    /** As programs and tables write it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
