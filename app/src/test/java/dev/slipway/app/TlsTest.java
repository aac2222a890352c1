package dev.slipway.app;

import dev.slipway.app.database.MigrationFailed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TlsTest {

    @TempDir
    private static Path folder;

    private static Postgres server;

    @BeforeAll
    static void start() throws Exception {
        makeCertificate("server", "san=ip:127.0.0.1");
        makeCertificate("stranger", "san=ip:127.0.0.1");
        server = Postgres.start();
        server.encrypt(folder.resolve("server.crt"), folder.resolve("server.key"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_server_that_the_bundle_vouches_for_is_trusted() {
        assertThatCode(() -> Postgres.migrate(verifying("server"))).doesNotThrowAnyException();
        try (var service = Running.start(verifying("server"))) {
            assertThat(service.get("/orders").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_server_that_the_bundle_does_not_know_is_refused() {
        assertThatThrownBy(() -> Postgres.migrate(verifying("stranger"))).isInstanceOf(MigrationFailed.class);
    }

    private static Map<String, String> verifying(String authority) {
        var variables = server.emptyDatabase();
        variables.put("DATABASE_TLS", "verify-full");
        variables.put("DATABASE_CA", folder.resolve(authority + ".crt").toString());
        if (authority.equals("server")) {
            Postgres.migrate(variables);
        }
        return variables;
    }

    private static void makeCertificate(String name, String extension) throws Exception {
        var store = folder.resolve(name + ".p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        extension,
                        "-ext",
                        "bc:c=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(made).isZero();
        var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        pem(name + ".crt", "CERTIFICATE", keys.getCertificate("key").getEncoded());
        pem(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey("key", "changeit".toCharArray()).getEncoded());
    }

    private static void pem(String file, String label, byte[] content) throws IOException {
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64));
    }
}
