package dev.slipway.app.http;

import io.helidon.common.buffers.DataReader;
import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import static org.assertj.core.api.Assertions.assertThat;

class ConsumedTest {

    private final Queue<byte[]> network = new ArrayDeque<>();
    private final DataReader reader = DataReader.create(network::poll);

    @Test
    void consumed_input_does_not_keep_later_input_alive() throws ReflectiveOperationException {
        var head = DataReader.class.getDeclaredField("head");
        head.setAccessible(true);
        arrive("one");
        assertThat(reader.readAsciiString(3)).isEqualTo("one");
        var old = head.get(reader);

        Consumed.drop(reader);
        var later = new WeakReference<>(arrive("two"));
        assertThat(reader.readAsciiString(3)).isEqualTo("two");
        Consumed.drop(reader);
        System.gc();

        assertThat(later.get()).isNull();
        assertThat(old).isNotNull(); // and alive until here
    }

    @Test
    void unread_input_is_kept() {
        for (var text : List.of("onetw", "othr", "ee")) {
            arrive(text);
        }
        assertThat(reader.readAsciiString(3)).isEqualTo("one");
        Consumed.drop(reader);
        assertThat(reader.readAsciiString(3)).isEqualTo("two");
        reader.pullData();
        Consumed.drop(reader);
        assertThat(reader.readAsciiString(5)).isEqualTo("three");
        assertThat(reader.available()).isZero();
    }

    private byte[] arrive(String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        network.add(bytes);
        return bytes;
    }
}
