package dev.slipway.app.ops;

import dev.slipway.app.json.Json;

import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes lines to standard output. One thread writes them in batches, so that requests wait neither for the system call nor for
 * a slow reader. Lines that do not fit into the queue are dropped, counted and reported.
 */
final class LogLines {

    private static final int CAPACITY = 8_192;
    private static final long BATCH_MILLIS = 5;
    private static final long FLUSH_MILLIS = 2_000;

    private final ArrayBlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong written = new AtomicLong();

    LogLines() {
        Thread.ofPlatform().daemon().name("log-lines").start(this::write);
    }

    void add(Json.Document line) {
        if (queue.offer(Json.bytes(line))) {
            accepted.incrementAndGet();
        } else {
            dropped.incrementAndGet();
        }
    }

    /** Waits until all added lines are written, for up to two seconds. */
    void flush() {
        var target = accepted.get();
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FLUSH_MILLIS);
        while (written.get() < target && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private void write() {
        var batch = new ArrayList<byte[]>();
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch);
                var bytes = joined(batch);
                System.out.write(bytes, 0, bytes.length);
                System.out.flush();
                written.addAndGet(batch.size());
                batch.clear();
                report();
                Thread.sleep(BATCH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report() {
        var lost = dropped.getAndSet(0);
        if (lost > 0) {
            add(json -> {
                json.writeStartObject();
                json.writeStringField("level", "WARN");
                json.writeStringField("message", "log lines were dropped: standard output is too slow");
                json.writeNumberField("dropped", lost);
                json.writeEndObject();
            });
        }
    }

    private static byte[] joined(Iterable<byte[]> lines) {
        int size = 0;
        for (var line : lines) {
            size += line.length + 1;
        }
        var joined = new byte[size];
        int at = 0;
        for (var line : lines) {
            System.arraycopy(line, 0, joined, at, line.length);
            at += line.length;
            joined[at++] = '\n';
        }
        return joined;
    }
}
