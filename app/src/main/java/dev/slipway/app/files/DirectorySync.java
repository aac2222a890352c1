package dev.slipway.app.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes file names durable, by forcing their directory to disk. */
final class DirectorySync {

    /** A name that was placed in a directory, and what to complete once it is durable. */
    private record Name<T>(Path directory, CompletableFuture<T> result, T value) {
        void end(Throwable failure) {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }
    }

    private List<Name<?>> placed = new ArrayList<>();
    private boolean forcing;

    /** Forces a directory to disk. */
    static void force(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Completes a result once the name that was placed in a directory is durable. One thread forces directories for all, as long
     * as names come; the others return at once.
     */
    <T> void completeForced(Path directory, CompletableFuture<T> result, T value) {
        synchronized (this) {
            placed.add(new Name<>(directory, result, value));
            if (forcing) {
                return;
            }
            forcing = true;
        }
        for (var names = take(); !names.isEmpty(); names = take()) {
            forceAll(names);
        }
    }

    private synchronized List<Name<?>> take() {
        var names = placed;
        placed = new ArrayList<>();
        forcing = !names.isEmpty();
        return names;
    }

    private static void forceAll(List<Name<?>> names) {
        for (var directory : names.stream().map(Name::directory).distinct().toList()) {
            Throwable failure = null;
            try {
                force(directory);
            } catch (Throwable e) { // errors too: otherwise no thread would force the next names
                failure = e;
            }
            for (var name : names) {
                if (name.directory().equals(directory)) {
                    name.end(failure);
                }
            }
        }
    }
}
