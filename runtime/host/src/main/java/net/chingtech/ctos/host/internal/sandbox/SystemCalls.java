package net.chingtech.ctos.host.internal.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Numbers of Linux's system calls by processor, of those that the {@link SeccompFilter} knows. */
enum SystemCalls {
    X86_64(0xC000003E, 1),
    AARCH64(0xC00000B7, 2);

    private final int architecture;
    private final Map<String, Integer> denied;
    private final Map<String, Integer> judged;

    SystemCalls(int architecture, int column) {
        this.architecture = architecture;
        denied = read(Tables.DENIED, column);
        judged = read(Tables.JUDGED, column);
    }

    /** Those of this machine. */
    static Optional<SystemCalls> ofThisMachine() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64", "arm64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }

    /** The kernel's number of the processor's calling convention. */
    int architecture() {
        return architecture;
    }

    Map<String, Integer> denied() {
        return denied;
    }

    Optional<Integer> judged(String name) {
        return Optional.ofNullable(judged.get(name));
    }

    private static Map<String, Integer> read(String table, int column) {
        Map<String, Integer> numbers = new HashMap<>();
        table.lines()
                .map(line -> line.split(" "))
                .filter(words -> !words[column].equals("-"))
                .forEach(words -> numbers.put(words[0], Integer.parseInt(words[column])));
        return Map.copyOf(numbers);
    }

    private static final class Tables {

        /** Name, number on x86_64, number on aarch64; - where there is none. What a JVM or a program of a skill never needs. */
        private static final String DENIED = """
                ptrace 101 117
                process_vm_readv 310 270
                process_vm_writev 311 271
                process_madvise 440 440
                pidfd_getfd 438 438
                kcmp 312 272
                kexec_load 246 104
                kexec_file_load 320 294
                reboot 169 142
                init_module 175 105
                finit_module 313 273
                delete_module 176 106
                bpf 321 280
                perf_event_open 298 241
                userfaultfd 323 282
                io_uring_setup 425 425
                io_uring_enter 426 426
                io_uring_register 427 427
                keyctl 250 219
                add_key 248 217
                request_key 249 218
                mount 165 40
                umount2 166 39
                pivot_root 155 41
                chroot 161 51
                open_tree 428 428
                move_mount 429 429
                fsopen 430 430
                fsconfig 431 431
                fsmount 432 432
                fspick 433 433
                mount_setattr 442 442
                open_tree_attr 467 467
                unshare 272 97
                setns 308 268
                open_by_handle_at 304 265
                name_to_handle_at 303 264
                fanotify_init 300 262
                fanotify_mark 301 263
                quotactl 179 60
                quotactl_fd 443 443
                swapon 167 224
                swapoff 168 225
                acct 163 89
                syslog 103 116
                sethostname 170 161
                setdomainname 171 162
                iopl 172 -
                ioperm 173 -
                modify_ldt 154 -
                uselib 134 -
                ustat 136 -
                sysfs 139 -
                vhangup 153 58
                adjtimex 159 171
                clock_settime 227 112
                clock_adjtime 305 266
                settimeofday 164 170
                lookup_dcookie 212 18
                nfsservctl 180 42
                move_pages 279 239
                migrate_pages 256 238
                personality 135 92
                vmsplice 278 75
                memfd_create 319 279
                memfd_secret 447 447
                shmget 29 194
                shmat 30 196
                shmctl 31 195
                semget 64 190
                semop 65 193
                semctl 66 191
                semtimedop 220 192
                msgget 68 186
                msgsnd 69 189
                msgrcv 70 188
                msgctl 71 187
                mq_open 240 180
                mq_unlink 241 181
                mknod 133 -
                mknodat 259 33
                """;

        /** Those that are looked at more closely. */
        private static final String JUDGED = """
                clone 56 220
                clone3 435 435
                fork 57 -
                vfork 58 -
                socket 41 198
                ioctl 16 29
                open 2 -
                openat 257 56
                openat2 437 437
                creat 85 -
                chmod 90 -
                fchmod 91 52
                fchmodat 268 53
                fchmodat2 452 452
                """;
    }
}
