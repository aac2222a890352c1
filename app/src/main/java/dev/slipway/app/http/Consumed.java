package dev.slipway.app.http;

import io.helidon.common.buffers.DataReader;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * Lets go of what a connection has read. The web server keeps what arrives as a linked list, and a node that is consumed goes
 * on pointing to the next one. Where one node grew old in the collector's eyes, every later one is taken for alive: all that
 * the connection ever receives is then copied into the old generation.
 */
final class Consumed {

    private static final VarHandle HEAD;
    private static final VarHandle TAIL;
    private static final MethodHandle NODE;

    static {
        try {
            var node = Class.forName(DataReader.class.getName() + "$Node");
            var inside = MethodHandles.privateLookupIn(DataReader.class, MethodHandles.lookup());
            HEAD = inside.findVarHandle(DataReader.class, "head", node);
            TAIL = inside.findVarHandle(DataReader.class, "tail", node);
            NODE = inside.findConstructor(node, MethodType.methodType(void.class, DataReader.class, byte[].class))
                    .asType(MethodType.methodType(Object.class, DataReader.class, byte[].class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Consumed() {}

    /** What is not consumed yet begins a list of its own. */
    static void letGo(DataReader reader) {
        var rest = new byte[reader.available()];
        if (rest.length > 0) {
            rest = reader.readBytes(rest.length);
        }
        try {
            Object node = (Object) NODE.invokeExact(reader, rest);
            HEAD.set(reader, node);
            TAIL.set(reader, node);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
