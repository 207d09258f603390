package net.chingtech.ctos.host.internal.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.TreeMap;

/**
 * Makes the filter of system calls that the kernel runs for each call of a skill's processes: what a skill never needs is
 * refused before any of the kernel's code for it runs. Classic BPF, as seccomp(2) wants it.
 */
final class SeccompFilter {

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int ERROR = 0x00050000;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;

    private static final int LOAD = 0x20;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_AT_LEAST = 0x35;
    private static final int IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int NUMBER_AT = 0;
    private static final int ARCHITECTURE_AT = 4;
    private static final int ARGUMENTS_AT = 16;
    private static final int X32 = 0x40000000;

    /** New mount, cgroup, uts, ipc, user, pid and network namespaces. */
    private static final int NEW_NAMESPACES = 0x7e020000;

    private static final int NEW_THREAD = 0x10000;

    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    /** ioctls that put words into the terminal of somebody else. */
    private static final int TIOCSTI = 0x5412;

    private static final int TIOCLINUX = 0x541c;

    private static final int CREATES = 0x40 | 0x400000;

    /** A program that root's container would leave behind for others to become root with. */
    private static final int SET_ID = 06000;

    private final ByteBuffer code = ByteBuffer.allocate(8 * 4096).order(ByteOrder.LITTLE_ENDIAN);

    private SeccompFilter() {}

    /**
     * Makes it.
     *
     * @param forks whether it may start processes; threads it may always start
     */
    static byte[] of(SystemCalls calls, boolean forks) {
        return new SeccompFilter().make(calls, forks);
    }

    private byte[] make(SystemCalls calls, boolean forks) {
        // 1. The numbers mean nothing in another calling convention.
        load(ARCHITECTURE_AT);
        add(IF_EQUAL, 1, 0, calls.architecture());
        give(KILL);
        load(NUMBER_AT);
        if (calls == SystemCalls.X86_64) {
            add(IF_AT_LEAST, 0, 1, X32);
            give(KILL);
        }
        // 2. Those that nobody needs; in order, so that the same filter comes out each time.
        new TreeMap<>(calls.denied()).values().forEach(number -> when(number, ERROR | EPERM));
        // 3. Those that depend. With ENOSYS the C library takes the older call, whose arguments can be seen here.
        calls.judged("clone3").ifPresent(number -> when(number, ERROR | ENOSYS));
        calls.judged("openat2").ifPresent(number -> when(number, ERROR | ENOSYS));
        calls.judged("clone").ifPresent(number -> whenClone(number, forks));
        if (!forks) {
            calls.judged("fork").ifPresent(number -> when(number, ERROR | EPERM));
            calls.judged("vfork").ifPresent(number -> when(number, ERROR | EPERM));
        }
        calls.judged("chmod").ifPresent(number -> whenAnyBit(number, 1, SET_ID));
        calls.judged("fchmod").ifPresent(number -> whenAnyBit(number, 1, SET_ID));
        calls.judged("fchmodat").ifPresent(number -> whenAnyBit(number, 2, SET_ID));
        calls.judged("fchmodat2").ifPresent(number -> whenAnyBit(number, 2, SET_ID));
        calls.judged("creat").ifPresent(number -> whenAnyBit(number, 1, SET_ID));
        calls.judged("open").ifPresent(number -> whenCreates(number, 1));
        calls.judged("openat").ifPresent(number -> whenCreates(number, 2));
        calls.judged("socket").ifPresent(this::whenSocket);
        calls.judged("ioctl").ifPresent(this::whenControl);
        give(ALLOW);
        byte[] bytes = new byte[code.position()];
        code.flip().get(bytes);
        return bytes;
    }

    private void when(int number, int verdict) {
        add(IF_EQUAL, 0, 1, number);
        give(verdict);
    }

    private void whenClone(int number, boolean forks) {
        add(IF_EQUAL, 0, forks ? 4 : 5, number);
        load(argument(0));
        add(IF_ANY_BIT, forks ? 0 : 1, forks ? 1 : 0, NEW_NAMESPACES);
        if (!forks) {
            add(IF_ANY_BIT, 1, 0, NEW_THREAD);
        }
        give(ERROR | EPERM);
        give(ALLOW);
    }

    private void whenAnyBit(int number, int argument, int bits) {
        add(IF_EQUAL, 0, 4, number);
        load(argument(argument));
        add(IF_ANY_BIT, 0, 1, bits);
        give(ERROR | EPERM);
        give(ALLOW);
    }

    /** The permissions of a new file; without one the argument is not set at all. */
    private void whenCreates(int number, int flags) {
        add(IF_EQUAL, 0, 6, number);
        load(argument(flags));
        add(IF_ANY_BIT, 0, 3, CREATES);
        load(argument(flags + 1));
        add(IF_ANY_BIT, 0, 1, SET_ID);
        give(ERROR | EPERM);
        give(ALLOW);
    }

    /** No netlink, packet, crypto, vsock or other doors of the kernel. */
    private void whenSocket(int number) {
        add(IF_EQUAL, 0, 6, number);
        load(argument(0));
        add(IF_EQUAL, 3, 0, AF_UNIX);
        add(IF_EQUAL, 2, 0, AF_INET);
        add(IF_EQUAL, 1, 0, AF_INET6);
        give(ERROR | EAFNOSUPPORT);
        give(ALLOW);
    }

    private void whenControl(int number) {
        add(IF_EQUAL, 0, 5, number);
        load(argument(1));
        add(IF_EQUAL, 1, 0, TIOCSTI);
        add(IF_EQUAL, 0, 1, TIOCLINUX);
        give(ERROR | EPERM);
        give(ALLOW);
    }

    /** The lower half of an argument, on processors that put it first. */
    private static int argument(int index) {
        return ARGUMENTS_AT + 8 * index;
    }

    private void load(int offset) {
        add(LOAD, 0, 0, offset);
    }

    private void give(int verdict) {
        add(RETURN, 0, 0, verdict);
    }

    private void add(int operation, int ifTrue, int ifFalse, int operand) {
        code.putShort((short) operation).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }
}
