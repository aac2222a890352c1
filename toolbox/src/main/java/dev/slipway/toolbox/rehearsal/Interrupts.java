package dev.slipway.toolbox.rehearsal;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Ctrl-C and the signals that end a process. */
final class Interrupts {

    /** 128 and the signal's number, as a shell tells it. */
    private static final Map<String, Integer> EXIT_CODES = Map.of("HUP", 129, "INT", 130, "TERM", 143);

    private Interrupts() {}

    /** What becomes of a signal. */
    interface Response {
        /** The first: an orderly end. */
        void end(int exitCode);

        /** Any further one: an end at once. */
        void endAtOnce(int exitCode);
    }

    /**
     * Answers HUP, INT and TERM from now on. The JVM's own way, a shutdown hook, does not see a second Ctrl-C.
     *
     * <p>{@code sun.misc.Signal} is supported (JEP 260) but not to be named under {@code -Werror}.
     *
     * @return the signals that are heard; a process in the background has INT switched off for good, with nohup HUP
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
            // A system without this signal.
            return false;
        }
    }
}
