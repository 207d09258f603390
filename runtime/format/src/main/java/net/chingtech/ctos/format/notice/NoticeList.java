package net.chingtech.ctos.format.notice;

import java.util.List;
import net.chingtech.ctos.format.Envelope;

/** All notices of a hub, as its metadata lists them in one target file. Each is believed for its own signature only. */
public record NoticeList(List<Envelope> notices) {
    public NoticeList {
        notices = notices == null ? List.of() : List.copyOf(notices);
    }
}
