package dev.slipway.app.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** A connection whose input passes through an {@link Inbound}; everything else is the web server's. */
final class Connection implements ConnectionContext {

    private final ConnectionContext own;
    private final Inbound inbound;
    private final DataReader reader;

    Connection(ConnectionContext own) {
        this.own = own;
        this.inbound = new Inbound(this::receive);
        this.reader = DataReader.create(inbound);
    }

    /** The request line was read; headers follow. */
    void headersBegin() {
        inbound.expectHeaders(reader.available());
    }

    /** The headers were read; a body may follow, in chunks or with a length. */
    void headersEnd(boolean chunked) {
        inbound.headersEnd();
        if (chunked) {
            var available = reader.available();
            inbound.decode(available == 0 ? new byte[0] : reader.readBytes(available));
        }
    }

    private byte[] receive() {
        try {
            return own.serverSocket().get();
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("the connection broke", e);
        }
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return own.dataWriter();
    }

    @Override
    public ListenerContext listenerContext() {
        return own.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return own.executor();
    }

    @Override
    public Router router() {
        return own.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return own.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return own.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return own.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return own.localPeer();
    }

    @Override
    public boolean isSecure() {
        return own.isSecure();
    }

    @Override
    public String socketId() {
        return own.socketId();
    }

    @Override
    public String childSocketId() {
        return own.childSocketId();
    }
}
