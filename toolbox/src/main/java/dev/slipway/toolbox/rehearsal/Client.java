package dev.slipway.toolbox.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client of the front door, which trusts only its temporary certificate authority. */
final class Client implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MOST_TRIES = 10;

    private final Entrance entrance;
    private final HttpClient http;

    Client(Entrance entrance) {
        this(entrance, HttpClient.Version.HTTP_1_1);
    }

    Client(Entrance entrance, HttpClient.Version version) {
        this.entrance = entrance;
        this.http = HttpClient.newBuilder()
                .version(version)
                .connectTimeout(TIMEOUT)
                .sslContext(trusting(entrance))
                .build();
    }

    HttpRequest.Builder request(String path, boolean withKey) {
        var request = request(URI.create(entrance.url() + path));
        if (withKey) {
            entrance.apiKey().ifPresent(key -> request.header("X-API-Key", key));
        }
        return request;
    }

    HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    }

    /** Waits for Retry-After after a 429: the plan's rate limit also applies to this client. */
    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        for (var tries = 1; ; tries++) {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != TOO_MANY_REQUESTS || tries == MOST_TRIES) {
                return response;
            }
            Thread.sleep(Duration.ofSeconds(
                    response.headers().firstValueAsLong("Retry-After").orElse(1)));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static SSLContext trusting(Entrance entrance) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", entrance.authority());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime cannot load a certificate", e);
        }
    }
}
