package dev.slipway.toolbox.rehearsal;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How clients connect.
 *
 * @param host localhost, or the stack's domain if a listener rule requires it
 * @param httpPort the port of the redirecting listener, if the plan has one
 * @param apiKey the value for {@code X-API-Key}
 * @param authorityFile the certificate of the authority, for {@code curl --cacert}
 */
public record Entrance(
        String host,
        int httpsPort,
        OptionalInt httpPort,
        Optional<String> apiKey,
        X509Certificate authority,
        Path authorityFile) {

    /** The service's address. */
    public URI url() {
        return URI.create("https://" + host + ":" + httpsPort);
    }

    String summary() {
        return "https on 127.0.0.1:" + httpsPort + (httpPort.isPresent() ? ", http on " + httpPort.getAsInt() : "");
    }

    /** A command line that requests a path. */
    String curl(String path, boolean withKey, String... more) {
        var command = new StringBuilder("curl --cacert ").append(authorityFile);
        if (!host.equals("localhost")) {
            command.append(" --resolve ")
                    .append(host)
                    .append(':')
                    .append(httpsPort)
                    .append(":127.0.0.1");
        }
        if (withKey) {
            apiKey.ifPresent(
                    key -> command.append(" -H 'X-API-Key: ").append(key).append('\''));
        }
        for (var argument : more) {
            command.append(' ').append(argument);
        }
        return command.append(' ').append(url()).append(path).toString();
    }
}
