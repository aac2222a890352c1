package dev.slipway.toolbox.rehearsal.tasks;

import dev.slipway.toolbox.rehearsal.tasks.OutgoingConnections.Remote;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;

import static org.assertj.core.api.Assertions.assertThat;

class OutgoingConnectionsTest {

    @Test
    void addresses_are_read_as_linux_writes_them() throws UnknownHostException {
        assertThat(OutgoingConnections.remote("050200C0:01BB"))
                .isEqualTo(new Remote(InetAddress.ofLiteral("192.0.2.5"), 443))
                .hasToString("192.0.2.5:443");
        assertThat(OutgoingConnections.remote("0000000000000000FFFF0000050200C0:20FB"))
                .hasToString("192.0.2.5:8443");
        assertThat(OutgoingConnections.remote("B80D0120000000000000000001000000:01BB"))
                .hasToString("[2001:db8:0:0:0:0:0:1]:443");
    }

    @Test
    void a_process_that_has_ended_has_none() throws Exception {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        assertThat(OutgoingConnections.of(process.pid())).isEmpty();
    }
}
