package net.chingtech.ctos.access.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a file that grows. */
final class FirstBytes extends FilterInputStream {

    private long left;

    FirstBytes(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int next = left > 0 ? in.read() : -1;
        left -= next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public int read(byte[] bytes, int at, int length) throws IOException {
        int count = left > 0 ? in.read(bytes, at, (int) Math.min(length, left)) : -1;
        left -= Math.max(0, count);
        return count;
    }
}
