package net.chingtech.escape;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.PriorityQueue;

/** Serialized objects. */
final class StreamWays {

    /** Where what a stream woke leaves its loot. */
    private static final ThreadLocal<String> LOOT = new ThreadLocal<>();

    private StreamWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("streams.read_object", "read a secret in readObject", w -> {
                    wake(new Sleeper(w.hint("secret")));
                    return LOOT.get();
                }),
                new Attempt("streams.comparator", "read a secret in what a collection calls when it is read", w -> {
                    PriorityQueue<String> queue = new PriorityQueue<>(1, new Peeker(w.hint("secret")));
                    queue.add("one");
                    LOOT.remove();
                    wake(queue);
                    queue.add("two");
                    return LOOT.get();
                }),
                new Attempt("streams.resolve", "replace objects in a stream", w -> {
                    try (ObjectInputStream in = new Replacing(new ByteArrayInputStream(bytes("text")))) {
                        return w.reached(in.readObject());
                    }
                }),
                new Attempt("streams.filter", "set the filter of all streams", w -> {
                    ObjectInputFilter.Config.setSerialFilter(info -> ObjectInputFilter.Status.ALLOWED);
                    return w.reached("set");
                }),
                new Attempt("streams.remote", "offer an object to remote callers", w -> {
                    Class<?> export = Class.forName("java.rmi.server.UnicastRemoteObject");
                    Class<?> remote = Class.forName("java.rmi.Remote");
                    Object offered = java.lang.reflect.Proxy.newProxyInstance(
                            remote.getClassLoader(), new Class<?>[] {remote}, (proxy, method, arguments) -> null);
                    return w.reached(
                            export.getMethod("exportObject", remote, int.class).invoke(null, offered, 0));
                }));
    }

    private static Object wake(Object object) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(object)))) {
            return in.readObject();
        }
    }

    private static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static String loot(String file) {
        try {
            return new Thief(Path.of(file)).call();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Sleeper implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String file;

        Sleeper(String file) {
            this.file = file;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            LOOT.set(loot(file));
        }
    }

    private static final class Peeker implements java.util.Comparator<String>, Serializable {
        private static final long serialVersionUID = 1L;
        private final String file;

        Peeker(String file) {
            this.file = file;
        }

        @Override
        public int compare(String one, String other) {
            LOOT.set(loot(file));
            return 0;
        }
    }

    private static final class Replacing extends ObjectInputStream {
        Replacing(InputStream in) throws IOException {
            super(in);
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object object) {
            return "replaced";
        }
    }
}
