package dev.slipway.app.files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class DirectorySyncTest {

    @Test
    void each_name_is_acknowledged_or_fails_with_its_own_directory(@TempDir Path directory) {
        var names = new DirectorySync();
        var missing = directory.resolve("missing");
        var results = IntStream.range(0, 1_000)
                .mapToObj(i -> new CompletableFuture<Integer>())
                .toList();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < results.size(); i++) {
                var number = i;
                threads.execute(() ->
                        names.completeForced(number % 10 == 0 ? missing : directory, results.get(number), number));
            }
        }
        for (int i = 0; i < results.size(); i++) {
            if (i % 10 == 0) {
                assertThat(results.get(i)).isCompletedExceptionally();
                assertThat(results.get(i).exceptionNow()).isInstanceOf(NoSuchFileException.class);
            } else {
                assertThat(results.get(i)).isCompletedWithValue(i);
            }
        }
    }
}
