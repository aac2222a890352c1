package dev.slipway.app.files;

import dev.slipway.app.deadline.Deadlines;
import dev.slipway.app.http.Body;
import dev.slipway.app.http.Exchange;
import dev.slipway.app.http.Paging;
import dev.slipway.app.http.Problem;
import dev.slipway.app.http.Server;
import dev.slipway.app.id.Sha256;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Files over HTTP, under {@code /files} and, for callers that know the Portuguese name, {@code /arquivos}. */
public final class FileService implements HttpService {

    private static final Header CONTENT_TYPE = HeaderValues.CONTENT_TYPE_OCTET_STREAM;
    private static final Header REVALIDATE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "private, no-cache");

    /** Transfers may be as slow as their callers, so they get only a part of the requests that are served at a time. */
    private static final int MAX_TRANSFERS = 128;

    private final Semaphore transfers = new Semaphore(MAX_TRANSFERS);
    private final FileStore store;

    /** Serves those files. */
    public FileService(FileStore store) {
        this.store = store;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/files", this::list)
                .post("/files", this::add)
                .get("/files/{id}", this::download)
                .delete("/files/{id}", this::remove)
                .get("/arquivos", this::list)
                .post("/arquivos", this::addArquivo)
                .get("/arquivos/{id}", this::download)
                .delete("/arquivos/{id}", this::remove);
    }

    /** @param next where the next page begins; null on the last one */
    private record Page(List<String> files, UUID next) {}

    private void list(ServerRequest request, ServerResponse response) {
        var paging = Paging.of(request);
        var found = onDisk(() -> store.page(paging.after(), paging.limitAndOne()));
        Page page = paging.page(
                found,
                id -> id,
                (ids, next) -> new Page(ids.stream().map(FileService::name).toList(), next));
        response.send(page);
    }

    private record Stored(String message, String file, UUID id, long size, String sha256) {}

    private record ArquivoSalvo(String message, String file) {}

    private void add(ServerRequest request, ServerResponse response) {
        var stored = store(request);
        created(response, "/files/" + stored.id, stored);
    }

    private void addArquivo(ServerRequest request, ServerResponse response) {
        var stored = store(request);
        created(response, "/arquivos/" + stored.id, new ArquivoSalvo("Arquivo salvo com sucesso", stored.file));
    }

    private static void created(ServerResponse response, String location, Object reply) {
        response.status(Status.CREATED_201)
                .header(HeaderNames.LOCATION, location)
                .send(reply);
    }

    private static String name(UUID id) {
        return id + FileStore.SUFFIX;
    }

    private Stored store(ServerRequest request) {
        refuseForms(request);
        var digest = Sha256.digest();
        var size = new long[1];
        var upload = store.upload();
        var id = onDisk(() -> {
            try (var _ = transfer()) {
                return Body.stream(request, Server.MAX_BODY, (buffer, length, last) -> {
                    digest.update(buffer, 0, length);
                    size[0] += length;
                    if (last) {
                        return upload.finish(buffer, length);
                    }
                    upload.write(buffer, length);
                    return null;
                });
            } catch (IOException | RuntimeException e) {
                upload.discard();
                throw e;
            }
        });
        return new Stored("file stored", name(id), id, size[0], HexFormat.of().formatHex(digest.digest()));
    }

    /** Refuses forms. They contain the file among other things, so a download would return something else than the file. */
    private static void refuseForms(ServerRequest request) {
        var type = Body.mediaType(request);
        if (type.startsWith("multipart/") || type.equals("application/x-www-form-urlencoded")) {
            throw new Problem(
                    Status.UNSUPPORTED_MEDIA_TYPE_415,
                    "send the file's bytes as the body, not in a form: with Content-Type: application/octet-stream or"
                            + " the file's own type");
        }
    }

    private void download(ServerRequest request, ServerResponse response) {
        var id = id(request);
        try (var content = store.open(id).orElseThrow(() -> Problem.notFound("this file"))) {
            send(request, response, id, content);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void send(ServerRequest request, ServerResponse response, UUID id, FileStore.Content content)
            throws IOException {
        // The file of an id never changes, so the id is as strong a validator as a digest.
        var tag = "\"" + id + "\"";
        response.header(HeaderNames.ETAG, tag);
        response.header(REVALIDATE);
        response.header(HeaderValues.ACCEPT_RANGES_BYTES);
        if (matches(request, HeaderNames.IF_NONE_MATCH, tag)) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        var size = content.size();
        var part = part(request, tag, size);
        part.ifPresent(
                range -> response.status(Status.PARTIAL_CONTENT_206).header(HeaderNames.CONTENT_RANGE, range.of(size)));
        write(response, content, part.orElse(new ByteRange(0, size - 1)));
    }

    /** The requested part, unless {@code If-Range} names another file than this tag. */
    private static Optional<ByteRange> part(ServerRequest request, String tag, long size) {
        var headers = request.headers();
        if (!headers.contains(HeaderNames.RANGE)
                || (headers.contains(HeaderNames.IF_RANGE) && !matches(request, HeaderNames.IF_RANGE, tag))) {
            return Optional.empty();
        }
        try {
            return ByteRange.parse(headers.get(HeaderNames.RANGE).get(), size);
        } catch (ByteRange.Unsatisfiable e) {
            throw new Problem(
                    Status.REQUESTED_RANGE_NOT_SATISFIABLE_416,
                    "the file has %d bytes".formatted(size),
                    HeaderValues.create(HeaderNames.CONTENT_RANGE, "bytes */" + size));
        }
    }

    /** Sends a small part in one piece with the headers, and a large one as it is read. */
    private void write(ServerResponse response, FileStore.Content content, ByteRange part) throws IOException {
        response.header(CONTENT_TYPE);
        response.contentLength(part.length());
        if (Exchange.CURRENT.get().head()) {
            response.send();
        } else if (part.length() <= FileStore.PIECE) {
            response.send(content.read(part.from(), (int) part.length()));
        } else {
            try (var _ = transfer();
                    var _ = Deadlines.ALL.arm(Body.timeout(part.length()));
                    var out = response.outputStream()) {
                for (long at = part.from(); at <= part.to(); at += FileStore.PIECE) {
                    out.write(content.read(at, (int) Math.min(FileStore.PIECE, part.to() - at + 1)));
                }
            }
        }
    }

    private Transfer transfer() {
        if (!transfers.tryAcquire()) {
            throw Problem.unavailable("too many files are sent or fetched");
        }
        return transfers::release;
    }

    private interface Transfer extends AutoCloseable {
        @Override
        void close();
    }

    private void remove(ServerRequest request, ServerResponse response) {
        var id = id(request);
        if (!onDisk(() -> store.remove(id))) {
            throw Problem.notFound("this file");
        }
        response.status(Status.NO_CONTENT_204).send();
    }

    private static UUID id(ServerRequest request) {
        return FileStore.id(request.path().pathParameters().get("id")).orElseThrow(() -> Problem.notFound("this file"));
    }

    private static boolean matches(ServerRequest request, HeaderName condition, String tag) {
        return request.headers().contains(condition)
                && Stream.of(request.headers().get(condition).get().split(","))
                        .map(String::strip)
                        .anyMatch(etag -> etag.equals("*") || etag.equals(tag) || etag.equals("W/" + tag));
    }

    @FunctionalInterface
    private interface OnDisk<T> {
        T run() throws IOException;
    }

    private static <T> T onDisk(OnDisk<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Java has no exception of its own for a full disk, only the system's messages for ENOSPC and EDQUOT. */
    private static Problem failure(IOException e) {
        var words = String.valueOf(e.getMessage());
        if (words.contains("No space left") || words.contains("quota")) {
            return new Problem(Status.INSUFFICIENT_STORAGE_507, "the file system is full; the file was not stored");
        }
        System.getLogger(FileService.class.getName()).log(System.Logger.Level.WARNING, "the file system fails", e);
        return Problem.unavailable("the file system does not answer");
    }
}
