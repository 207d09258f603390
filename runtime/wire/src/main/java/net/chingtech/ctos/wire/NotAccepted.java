package net.chingtech.ctos.wire;

import java.io.IOException;

/** What came from the other end is none of this language; the connection is closed for it. */
final class NotAccepted extends IOException {

    private static final long serialVersionUID = 1L;

    private final String code;

    NotAccepted(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
