package net.chingtech.ctos.format.notice;

import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;

/** All notices of a hub, as its metadata lists them in one target file. Each is believed for its own signature only. */
public record NoticeList(List<Envelope> notices) {
    /** Of 5,000 notices, each by a signer with a chain of certificates. */
    private static final int MOST_PARTS = 100_000;

    public NoticeList {
        notices = notices == null ? List.of() : List.copyOf(notices);
    }

    public static NoticeList read(byte[] json) throws FormatException {
        return Json.read(json, NoticeList.class, MOST_PARTS);
    }
}
