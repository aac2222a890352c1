package dev.slipway.toolbox.rehearsal;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Handles Ctrl-C and the other signals that end a process. */
final class Interrupts {

    /** 128 plus the signal's number, as in a shell. */
    private static final Map<String, Integer> EXIT_CODES = Map.of("HUP", 129, "INT", 130, "TERM", 143);

    private Interrupts() {}

    /** Handles signals. */
    interface Response {
        /** The first signal: an orderly end. */
        void end(int exitCode);

        /** Any further signal: an immediate end. */
        void endAtOnce(int exitCode);
    }

    /**
     * Handles HUP, INT and TERM from now on. A shutdown hook of the JVM would not see a second Ctrl-C.
     *
     * <p>{@code sun.misc.Signal} is supported (JEP 260), but using it directly is a compiler warning, which {@code -Werror}
     * forbids.
     *
     * @return the handled signals; a background process ignores INT, and one under nohup ignores HUP
     */
    static Set<String> answer(Response response) {
        var count = new AtomicInteger();
        return EXIT_CODES.entrySet().stream()
                .filter(signal -> on(signal.getKey(), () -> {
                    if (count.getAndIncrement() == 0) {
                        Thread.ofPlatform().name("end").start(() -> response.end(signal.getValue()));
                    } else {
                        response.endAtOnce(signal.getValue());
                    }
                }))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean on(String name, Runnable response) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var run = MethodHandles.lookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(response);
            var proxy = MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            var before = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return !handler.getField("SIG_IGN").get(null).equals(before);
        } catch (ReflectiveOperationException e) {
            // The system does not have this signal.
            return false;
        }
    }
}
