package dev.slipway.app.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;

import java.util.Set;

/** The web server's HTTP/1.1 on a {@link Connection}. */
final class Http1 implements ServerConnectionSelector {

    private final ServerConnectionSelector own;

    Http1(Http1Config config) {
        this.own = Http1ConnectionSelector.builder().config(config).build();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return own.connection(new Connection(context));
    }

    @Override
    public int bytesToIdentifyConnection() {
        return own.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData beginning) {
        return own.supports(beginning);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return own.supportedApplicationProtocols();
    }
}
