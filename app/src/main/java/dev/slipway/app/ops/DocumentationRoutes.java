package dev.slipway.app.ops;

import dev.slipway.app.http.Access;
import dev.slipway.app.http.Reply;
import dev.slipway.app.http.Route;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** What the service can do: for machines ({@code openapi.json}), and a page that draws it, with nothing from elsewhere. */
public final class DocumentationRoutes implements Route.Feature {

    private static final Header HTML = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");

    private final byte[] document = resource("/openapi.json");
    private final byte[] page = resource("/docs.html");
    private final Header policy = policy(new String(page, StandardCharsets.UTF_8));

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/openapi.json", Access.ANYBODY, this::document),
                Route.get("/docs", Access.ANYBODY, this::page));
    }

    private void document(ServerRequest request, ServerResponse response) {
        Reply.send(response, Status.OK_200, HeaderValues.CONTENT_TYPE_JSON, document);
    }

    private void page(ServerRequest request, ServerResponse response) {
        response.header(policy);
        Reply.send(response, Status.OK_200, HTML, page);
    }

    /** The page's own script and style, told by their digests, and no others. */
    private static Header policy(String page) {
        return HeaderValues.createCached(
                "Content-Security-Policy",
                "default-src 'none'; connect-src 'self'; script-src '%s'; style-src '%s'; base-uri 'none'; frame-ancestors 'none'"
                        .formatted(digest(page, "script"), digest(page, "style")));
    }

    private static String digest(String page, String element) {
        var from = page.indexOf("<" + element + ">") + element.length() + 2;
        var content = page.substring(from, page.indexOf("</" + element + ">"));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static byte[] resource(String name) {
        try (var in = DocumentationRoutes.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
