package dev.slipway.app.http;

import io.helidon.common.buffers.DataReader;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * Drops the input that a connection has already read. The web server keeps input as a linked list, and a consumed node
 * still points to the next one. Once a consumed node is in the collector's old generation, everything that arrives later is
 * reachable from it, and is copied into the old generation too.
 *
 * <p>The list is private to the web server. A version that names its fields differently costs memory, and one line in the log.
 */
final class Consumed {

    /** Null where this version of the web server has no such fields. */
    private static final Consumed INSTANCE = create();

    private final VarHandle head;
    private final VarHandle tail;
    private final MethodHandle newNode;

    private Consumed() throws ReflectiveOperationException {
        var node = Class.forName(DataReader.class.getName() + "$Node");
        var inside = MethodHandles.privateLookupIn(DataReader.class, MethodHandles.lookup());
        head = inside.findVarHandle(DataReader.class, "head", node);
        tail = inside.findVarHandle(DataReader.class, "tail", node);
        newNode = inside.findConstructor(node, MethodType.methodType(void.class, DataReader.class, byte[].class))
                .asType(MethodType.methodType(Object.class, DataReader.class, byte[].class));
    }

    private static Consumed create() {
        try {
            return new Consumed();
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger(Consumed.class.getName())
                    .log(
                            Level.WARNING,
                            "input of connections is kept longer than needed: this version of Helidon has another DataReader"
                                    + " (docs/decisions/consumed-input.md): " + e);
            return null;
        }
    }

    /** Moves unread input to a list of its own. */
    static void drop(DataReader reader) {
        if (INSTANCE != null) {
            INSTANCE.dropFrom(reader);
        }
    }

    private void dropFrom(DataReader reader) {
        var rest = new byte[reader.available()];
        if (rest.length > 0) {
            rest = reader.readBytes(rest.length);
        }
        try {
            Object node = (Object) newNode.invokeExact(reader, rest);
            head.set(reader, node);
            tail.set(reader, node);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
